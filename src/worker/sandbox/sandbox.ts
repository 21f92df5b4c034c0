import type { Egress } from '../../lambda/egress.ts'
import type { ImageRoot } from '../images/images.ts'
import type { LaneChannel } from '../lanes/fast-lane.ts'

/** How runtimes are held on this host: as plain processes or in containers. */
export interface SandboxDriver {
  readonly name: 'process' | 'oci'
  /** Whether it can keep functions from connecting to where they may not. */
  readonly limitsEgress: boolean
  /** Where code and layers are inside: at /var/task and /opt as on Lambda, or (absent) where they lie on the host. */
  readonly homes: { task?: string; opt?: string }
  /** By which address a sandbox reaches a port of this host's loopback that is for it alone. */
  readonly hostAddress: string
  /** Lets all sandboxes from now on reach what listens at this address (IPv4) and port of the host: at 127.0.0.1. */
  letIn(address: string, port: number): Promise<void>
  /** Starts the command. Rejects when the host cannot start a process at all, or with Unlaunchable. */
  create(spec: SandboxSpec): Promise<Sandbox>
  /** Removes what the driver itself keeps on disk; sandboxes are disposed of by their owners before. */
  close(): Promise<void>
}

export interface SandboxSpec {
  id: string
  command: readonly string[]
  /** The whole environment at process start: nothing of ours is inherited. */
  variables: Readonly<Record<string, string>>
  workingDirectory: string
  /** Programs that must be readable at their path, wherever they lie. */
  visible: readonly string[]
  /** Directories of the host that no function may change: other environments run from them too. */
  readOnly: readonly string[]
  memoryMb: number
  /** Size of its own /tmp. */
  tmpMb: number
  /** Of the host's loopback, for this sandbox alone. */
  port?: number
  /** Absent: no limit. */
  egress?: Egress
  /** Absent when it is not yet known whose it will be. */
  code?: CodePlaces
  /** What its root directory is made of, instead of this host's programs and the code. Containers alone. */
  image?: ImageRoot
  /** Started ahead of need: leaves the processor to those that are needed now. */
  background?: boolean
}

/** Directories of the host. */
export interface CodePlaces {
  taskRoot: string
  /** Layers, merged. */
  optRoot?: string
}

/** What a sandbox from the pool learns late: whose it is. */
export interface Fitting {
  memoryMb: number
  tmpMb: number
  code: CodePlaces
  egress?: Egress
}

/** The processes of one environment, from start to end. */
export interface Sandbox {
  readonly id: string
  readonly lane: LaneChannel
  /** Variables that a function in it needs, such as TMPDIR where /tmp is shared with the host. */
  readonly variables: Readonly<Record<string, string>>
  /** Descriptors 1 and 2: what native code and child processes print. */
  onOutput(listener: (stream: 'stdout' | 'stderr', chunk: Uint8Array) => void): void
  /** Once, after all that the lane and the output still held was delivered. Told at once when it has ended already. */
  onExit(listener: (exit: Exit) => void): void
  /** Ends every process in it, children included, without grace. */
  kill(): void
  freeze(): void
  thaw(): void
  usage(): Usage
  /** A sandbox that was started in the background is needed now. */
  promote(): void
  /** Resolves once its code is in place. */
  fit(fitting: Fitting): Promise<void>
  /** Kills, and resolves once processes and files are gone. */
  dispose(): Promise<void>
}

/** Exactly one is set, unless the process could not be started at all. */
export interface Exit {
  status?: number
  /** As in `SIGSEGV`. */
  signal?: string
}

export interface Usage {
  /** Memory that would be free if it were gone. */
  privateBytes: number
  /** What people call its memory: shared pages included. */
  residentBytes: number
  processes: number
}
