import { responseBytesMax } from '../../lambda/quotas.ts'
import type { Claim, HttpLane } from '../lanes/http-lane.ts'
import { accepted } from './accepted.ts'
import { errorTypeHeader, orDescribed } from './error-body.ts'
import type { BodyReader, Exchange } from './exchange.ts'
import { GatheredBody } from './gathered-body.ts'
import { tooLarge } from './runtime-refusals.ts'

/** POST /runtime/invocation/{id}/error: the function failed. */
export function invocationError(exchange: Exchange, lane: HttpLane, claim: Claim): BodyReader {
  const refusal = lane.mayFail(claim)
  if (refusal) return { end: () => exchange.refuse(refusal) }
  const body = new GatheredBody(responseBytesMax)
  return {
    chunk: (bytes) => body.add(bytes),
    end() {
      const errorType = errorTypeHeader(exchange.request)
      const late = lane.fail(claim, orDescribed(body.take(), errorType), errorType)
      if (late) exchange.refuse(late)
      else if (body.tooLarge) exchange.refuse(tooLarge)
      else exchange.reply(202, accepted)
    },
  }
}
