import type { HttpLane, Poll } from '../lanes/http-lane.ts'
import type { InvokeHead } from '../lanes/lane.ts'
import type { BodyReader, Exchange } from './exchange.ts'

/** GET /runtime/invocation/next: waits as long as it takes. */
export function invocationNext(exchange: Exchange, lane: HttpLane): BodyReader {
  const poll: Poll = {
    deliver: (head, invocationId, event) => exchange.reply(200, event, describe(head, invocationId)),
    refuse: (refusal) => exchange.refuse(refusal),
  }
  return { end: () => lane.ask(poll), gone: () => lane.forget(poll) }
}

/** Headers that have nothing to say are not sent. */
function describe(head: InvokeHead, invocationId: string): string {
  let lines = `Lambda-Runtime-Aws-Request-Id: ${head.requestId}\r\nLambda-Runtime-Deadline-Ms: ${Math.floor(head.deadlineMs)}\r\nLambda-Runtime-Invoked-Function-Arn: ${oneLine(head.invokedArn)}\r\nLambda-Runtime-Invocation-Id: ${invocationId}\r\n`
  if (head.traceId) lines += `Lambda-Runtime-Trace-Id: ${oneLine(head.traceId)}\r\n`
  if (head.clientContext) lines += `Lambda-Runtime-Client-Context: ${oneLine(head.clientContext)}\r\n`
  if (head.identity) lines += `Lambda-Runtime-Cognito-Identity: ${oneLine(head.identity)}\r\n`
  if (head.tenantId) lines += `Lambda-Runtime-Aws-Tenant-Id: ${oneLine(head.tenantId)}\r\n`
  return lines
}

/** What a caller sent must not begin a header of its own. In JSON a space is as good as a line end. */
function oneLine(value: string): string {
  for (let at = 0; at < value.length; at++) {
    if (value.charCodeAt(at) < 0x20) return Array.from(value, (each) => (each < ' ' ? ' ' : each)).join('')
  }
  return value
}
