import type { EventOutcome } from '../../async-plane/async-plane.ts'
import { concat, text, utf8 } from '../../base/bytes.ts'

type Response = NonNullable<EventOutcome['response']>

/** More is kept of no attempt: no destination would take it. */
const bytesMax = 1024 * 1024
const lineFeed = 10

/** A line of JSON, and the payload as it came. */
export function keepResponse({ executedVersion, functionError, payload }: Response): Uint8Array | undefined {
  if (payload.length > bytesMax) return undefined
  return concat([utf8(`${JSON.stringify({ executedVersion, functionError })}\n`), payload])
}

/** What an event's last attempt answered, for those who are told that no other will be made. */
export function keptResponse(last: Uint8Array | undefined): Response | undefined {
  if (!last) return undefined
  const end = last.indexOf(lineFeed)
  const head = JSON.parse(text(last.subarray(0, end))) as Omit<Response, 'payload'>
  return { ...head, payload: last.subarray(end + 1) }
}
