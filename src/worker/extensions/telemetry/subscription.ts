export type TelemetryType = 'platform' | 'function' | 'extension'

/** What an extension wants to be told, and where (Lambda Developer Guide: Telemetry API reference, Logs API). */
export interface Subscription {
  api: Api
  schemaVersion: string
  types: readonly TelemetryType[]
  maxItems: number
  maxBytes: number
  timeoutMs: number
  destination: Destination
}

/** Within the sandbox. */
export type Destination = { protocol: 'HTTP'; port: number; path: string } | { protocol: 'TCP'; port: number }

/** The Logs API is what there was before the Telemetry API. */
export type Api = 'telemetry' | 'logs'

const schemaVersions: Record<Api, readonly string[]> = {
  telemetry: ['2022-07-01', '2022-12-13', '2025-01-29'],
  logs: ['2020-08-15', '2021-03-18'],
}
const types = ['platform', 'function', 'extension']
const hosts = ['sandbox.localdomain', 'sandbox', 'localhost', '127.0.0.1']
/** Least, most and default. */
const limits = {
  maxItems: [1000, 10_000, 10_000],
  maxBytes: [262_144, 1_048_576, 262_144],
  timeoutMs: [25, 30_000, 1000],
} as const

/** Everything that is wrong with it, where something is. */
export function readSubscription(body: string, api: Api = 'telemetry'): Subscription | { invalid: string } {
  let request: Record<string, unknown>
  try {
    request = JSON.parse(body) as Record<string, unknown>
  } catch {
    return { invalid: 'the request is not valid JSON' }
  }
  if (typeof request !== 'object' || request === null) return { invalid: 'the request should be an object' }
  const wrong: string[] = []
  // Who does not say means the first: so the Logs API began.
  const schemaVersion = api === 'logs' ? (request.schemaVersion ?? '2020-08-15') : request.schemaVersion
  if (!schemaVersions[api].includes(schemaVersion as string)) {
    wrong.push(`schemaVersion should be one of ${schemaVersions[api].join(', ')}`)
  }
  const wanted = readTypes(request.types, wrong)
  const buffering = readBuffering(request.buffering ?? {}, wrong)
  const destination = readDestination(request.destination, wrong)
  if (!destination || wrong.length > 0) return { invalid: wrong.join('; ') }
  return { api, schemaVersion: schemaVersion as string, types: wanted, ...buffering, destination }
}

function readTypes(said: unknown, wrong: string[]): TelemetryType[] {
  if (!Array.isArray(said) || said.length === 0) wrong.push('types should not be empty')
  else if (said.every((each) => types.includes(each as string))) return [...new Set(said as TelemetryType[])]
  else wrong.push(`types should be among ${types.join(', ')}`)
  return []
}

function readBuffering(said: unknown, wrong: string[]) {
  const asked = (typeof said === 'object' ? said : {}) as Record<string, unknown>
  const read = (name: keyof typeof limits): number => {
    const [least, most, usual] = limits[name]
    const value = asked[name] ?? usual
    if (Number.isInteger(value) && Number(value) >= least && Number(value) <= most) return Number(value)
    wrong.push(`${name} should be between ${least} and ${most}`)
    return usual
  }
  return { maxItems: read('maxItems'), maxBytes: read('maxBytes'), timeoutMs: read('timeoutMs') }
}

function readDestination(said: unknown, wrong: string[]): Destination | undefined {
  const { protocol, URI, port } = (said ?? {}) as Record<string, unknown>
  if (protocol === 'TCP') {
    if (Number.isInteger(port) && Number(port) > 0 && Number(port) < 65_536) return { protocol, port: Number(port) }
    wrong.push('port should be between 1 and 65535')
  } else if (protocol !== 'HTTP') {
    wrong.push('protocol should be HTTP or TCP')
  } else {
    const uri = /^http:\/\/([^/:?#]+)(?::(\d{1,5}))?(\/[\x21-\x7e]*)?$/.exec(typeof URI === 'string' ? URI : '')
    if (!uri) wrong.push('URI should be http://sandbox.localdomain:port')
    else if (!hosts.includes(uri[1]!)) wrong.push('URI host should be sandbox.localdomain')
    else if (uri[2] === undefined) wrong.push('URI port is not provided')
    else if (Number(uri[2]) > 0 && Number(uri[2]) < 65_536) {
      return { protocol, port: Number(uri[2]), path: uri[3] ?? '/' }
    } else wrong.push('URI port should be between 1 and 65535')
  }
  return undefined
}
