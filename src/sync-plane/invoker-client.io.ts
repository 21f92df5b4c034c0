import { invariant } from '../base/invariant.ts'
import type { LinkClient } from '../link/link.ts'
import type { Invocation, InvocationResult, Invoker } from './sync-plane.ts'

/** The sync plane of another process. Rejects with LinkLost where the outcome is unknown: it may have run. */
export function connectInvoker(link: LinkClient): Invoker {
  return {
    async invoke(invocation, signal) {
      const { payload, sink, journey: _journey, ...head } = invocation
      invariant(sink === undefined, 'answers are streamed within one process only')
      const answer = await link.call(
        'invoke',
        { head: head satisfies Omit<Invocation, 'payload'>, body: payload },
        signal,
      )
      return decodeResult(answer.head as InvocationResult & { payloadBytes: number; tailed: boolean }, answer.body)
    },
  }
}

function decodeResult(
  head: InvocationResult & { payloadBytes: number; tailed: boolean },
  body: Uint8Array,
): InvocationResult {
  if (!head.ran) return { ran: false, because: head.because }
  const { payloadBytes, tailed, ...rest } = head
  const logTail = tailed ? body.subarray(payloadBytes) : undefined
  return { ...rest, payload: body.subarray(0, payloadBytes), logTail }
}
