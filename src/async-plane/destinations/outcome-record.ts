import { text } from '../../base/bytes.ts'
import { isoInstant } from '../../base/instant.ts'
import { functionArn, latest } from '../../lambda/arn.ts'
import type { EventOutcome } from '../outcome.ts'

/**
 * What a destination is told of an event: version 1.0, members in the order of AWS (Lambda Developer Guide:
 * asynchronous invocation, invocation record). Payloads go in as the JSON that they are.
 */
export function outcomeRecord({ attempts, condition, event, response }: EventOutcome, nowMs: number): string {
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
    `"requestPayload":${jsonOf(event.payload)}`,
  ]
  if (response) {
    const { executedVersion, functionError, payload } = response
    parts.push(`"responseContext":${JSON.stringify({ statusCode: 200, executedVersion, functionError })}`)
    parts.push(`"responsePayload":${jsonOf(payload)}`)
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
