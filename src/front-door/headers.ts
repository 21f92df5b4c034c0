import type { Refusal } from '../lambda/refusals.ts'

/** By lower-case name. What came several times is one value: joined by commas in the order of arrival, as SigV4 signs it. */
export type Headers = ReadonlyMap<string, string>

const headersMax = 200
/** One value decides: two of them are two readings of one request. */
const once = new Set([
  'authorization',
  'content-length',
  'content-type',
  'date',
  'host',
  'transfer-encoding',
  'x-amz-content-sha256',
  'x-amz-date',
  'x-amz-invocation-type',
  'x-amz-security-token',
  'x-amz-target',
])

/** Names and values in turn, as they came over the wire. */
export function readHeaders(raw: readonly string[]): Headers | Refusal {
  if (raw.length > headersMax * 2) return malformed(`the request has more than ${headersMax} headers`)
  const headers = new Map<string, string>()
  for (let at = 0; at < raw.length; at += 2) {
    const name = raw[at]!.toLowerCase()
    const before = headers.get(name)
    if (before === undefined) headers.set(name, raw[at + 1]!)
    else if (once.has(name)) return malformed(`the request has more than one ${name} header`)
    else headers.set(name, `${before},${raw[at + 1]!}`)
  }
  return headers
}

export const malformed = (message: string): Refusal => ({ exception: 'SerializationException', message })
