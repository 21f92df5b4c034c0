import { concat, empty } from '../base/bytes.ts'
import type { CallHandler } from '../link/link.ts'
import type { Invocation, InvocationResult, Invoker } from './sync-plane.ts'

/** The call `invoke` of a link: other processes' way to run code. */
export function serveInvoker(invoker: Invoker): Record<'invoke', CallHandler> {
  return {
    async invoke({ head, body }, signal) {
      const result = await invoker.invoke({ ...(head as Omit<Invocation, 'payload'>), payload: body }, signal)
      return encodeResult(result)
    },
  }
}

/** Payload and log tail travel as one body; the head tells where one ends. */
function encodeResult(result: InvocationResult) {
  if (!result.ran) return { head: result, body: empty }
  const { payload, logTail, ...rest } = result
  const head = { ...rest, payloadBytes: payload.length, tailed: logTail !== undefined }
  return { head, body: logTail ? concat([payload, logTail]) : payload }
}
