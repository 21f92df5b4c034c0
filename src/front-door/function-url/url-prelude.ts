import { text } from '../../base/bytes.ts'

/** What parts the head of a streamed HTTP answer from its body: so many NUL bytes, which no JSON has. */
const gap = 8

/** `{statusCode, headers, cookies}` and what follows it (Lambda Developer Guide: response streaming). */
export interface Prelude {
  /** Undefined: it is no JSON object. */
  head: object | undefined
  body: Uint8Array
}

/** Undefined while its end has not come. */
export function readPrelude(bytes: Uint8Array): Prelude | undefined {
  for (let at = bytes.indexOf(0); at !== -1 && at + gap <= bytes.length; at = bytes.indexOf(0, at + 1))
    if (bytes.subarray(at, at + gap).every((byte) => byte === 0))
      return { head: objectOf(bytes.subarray(0, at)), body: bytes.subarray(at + gap) }
  return undefined
}

function objectOf(bytes: Uint8Array): object | undefined {
  try {
    const value: unknown = JSON.parse(text(bytes))
    return typeof value === 'object' && value !== null ? value : undefined
  } catch {
    return undefined
  }
}
