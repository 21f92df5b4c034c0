import { text, utf8 } from '../../base/bytes.ts'
import { isoInstant } from '../../base/instant.ts'
import { functionArn, latest, parseArn } from '../../lambda/arn.ts'
import type { EventOutcome } from '../outcome.ts'

/**
 * What a destination is told of an event: version 1.0, members in the order of AWS (Lambda Developer Guide:
 * asynchronous invocation, invocation record). Payloads go in as the JSON that they are.
 */
export function outcomeRecord(outcome: EventOutcome, nowMs: number): string {
  return recordOf(outcome, nowMs, true)
}

/** Of one message of a topic (SNS API: Publish). */
const topicBytesMax = 262_144

/** A topic that could not take the whole record is told of it without payloads. */
export function recordFor(destination: string, outcome: EventOutcome, nowMs: number): string {
  const record = outcomeRecord(outcome, nowMs)
  const tooLong = parseArn(destination)?.service === 'sns' && utf8(record).length > topicBytesMax
  return tooLong ? recordOf(outcome, nowMs, false) : record
}

function recordOf({ attempts, condition, event, response }: EventOutcome, nowMs: number, payloads: boolean): string {
  const requestContext = {
    requestId: event.requestId,
    functionArn: outcomeArn({ event }),
    condition,
    approximateInvokeCount: attempts,
  }
  const parts = [
    '"version":"1.0"',
    `"timestamp":"${isoInstant(nowMs)}"`,
    `"requestContext":${JSON.stringify(requestContext)}`,
  ]
  if (payloads) parts.push(`"requestPayload":${jsonOf(event.payload)}`)
  if (response) {
    const { executedVersion, functionError, payload } = response
    parts.push(`"responseContext":${JSON.stringify({ statusCode: 200, executedVersion, functionError })}`)
    if (payloads) parts.push(`"responsePayload":${jsonOf(payload)}`)
  }
  return `{${parts.join(',')}}`
}

/** Always qualified: by what was invoked, else by `$LATEST`. */
export const outcomeArn = ({ event }: Pick<EventOutcome, 'event'>): string =>
  functionArn(event, event.functionName, event.qualifier ?? latest)

/** An event was JSON when it was accepted, and a managed runtime answers JSON; anything else goes as a string. */
function jsonOf(payload: Uint8Array): string {
  const json = text(payload)
  if (json === '') return '{}'
  try {
    JSON.parse(json)
    return json
  } catch {
    return JSON.stringify(json)
  }
}
