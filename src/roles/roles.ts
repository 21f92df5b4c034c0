/** A process is a list of roles; roost up starts these two, and a supervisor that has none of the work. */
export const plans = {
  /** What a synchronous caller waits for. */
  data: ['catalog-copy', 'telemetry', 'worker', 'sync-plane', 'front-door'],
  /** Everything else: it may stop, and invokes of known functions go on. */
  events: ['control-plane', 'async-plane', 'pollers'],
} as const

export type ProcessName = keyof typeof plans
export type RoleName = (typeof plans)[ProcessName][number]

/** What `roost up` was told, as every process of it gets it. */
export interface NodeOptions {
  dataDirectory: string
  host: string
  port: number
  region: string
  /** `auto`: containers where this host can do them. */
  sandbox: 'auto' | 'process' | 'oci'
  anyCredentials: boolean
  s3Endpoint?: string
  /** Queues, topics and buckets are here, too. */
  services: boolean
  /** Time stands still until it is told to advance. */
  virtualClock: boolean
}

/** From the supervisor to a process. */
export type Order =
  | { order: 'start'; roles: readonly RoleName[]; options: NodeOptions }
  | { order: 'processes'; processes: readonly ProcessLine[] }
  | { order: 'drain' }

/** From a process to the supervisor. */
export type Report = { report: 'ready'; endpoint?: string; sandbox?: string } | { report: 'failed'; reason: string }

export interface ProcessLine {
  name: string
  pid: number
  roles: readonly string[]
}
