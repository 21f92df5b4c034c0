import { responseBytesMax } from '../../lambda/quotas.ts'
import type { HttpLane } from '../lanes/http-lane.ts'
import { accepted } from './accepted.ts'
import { errorTypeHeader, orDescribed } from './error-body.ts'
import type { BodyReader, Exchange } from './exchange.ts'
import { GatheredBody } from './gathered-body.ts'

/** POST /runtime/init/error: the function's code could not be loaded. */
export function initError(exchange: Exchange, lane: HttpLane): BodyReader {
  const body = new GatheredBody(responseBytesMax)
  return {
    chunk: (bytes) => body.add(bytes),
    end() {
      const errorType = errorTypeHeader(exchange.request)
      const refusal = lane.failInit(orDescribed(body.take(), errorType), errorType)
      if (refusal) exchange.refuse(refusal)
      else exchange.reply(202, accepted)
    },
  }
}
