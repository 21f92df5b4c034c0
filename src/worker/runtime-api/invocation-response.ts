import { fromBase64, utf8 } from '../../base/bytes.ts'
import { responseBytesMax } from '../../lambda/quotas.ts'
import type { Claim, HttpLane } from '../lanes/http-lane.ts'
import { accepted } from './accepted.ts'
import { sanitiseErrorType } from './error-type.ts'
import type { BodyReader, Exchange } from './exchange.ts'
import { GatheredBody } from './gathered-body.ts'
import type { RequestHead } from './request-head.ts'
import { invalidResponseMode, tooLarge } from './runtime-refusals.ts'

/** POST /runtime/invocation/{id}/response: the answer, whole or as it comes into being. */
export function invocationResponse(exchange: Exchange, lane: HttpLane, claim: Claim): BodyReader {
  const mode = exchange.request.headers.get('lambda-runtime-function-response-mode')?.toLowerCase()
  const known = mode === undefined || mode === 'buffered' || mode === 'streaming'
  const refusal = known ? lane.respond(claim) : invalidResponseMode
  if (refusal) return { end: () => exchange.refuse(refusal) }
  const streams = mode === undefined ? comesInPieces(exchange.request) : mode === 'streaming'
  return streams ? streamed(exchange, lane) : buffered(exchange, lane)
}

/** AWS's library for Go streams without saying so: what it has as a whole is JSON. */
function comesInPieces({ body, headers }: RequestHead): boolean {
  const type = headers.get('content-type')
  return body.kind === 'chunked' && type !== undefined && !type.startsWith('application/json')
}

function buffered(exchange: Exchange, lane: HttpLane): BodyReader {
  const body = new GatheredBody(responseBytesMax)
  let ended = false
  return {
    chunk: (bytes) => body.add(bytes),
    end(trailers) {
      ended = true
      if (body.tooLarge) {
        exchange.refuse(tooLarge)
        lane.answerTooLarge()
        return
      }
      exchange.reply(202, accepted)
      const error = errorIn(trailers)
      if (error) lane.answerFailed(error, sanitiseErrorType(trailers.get(errorTypeTrailer)))
      else lane.answer(body.take())
    },
    gone() {
      if (!ended) lane.answerFailed(truncated, 'Runtime.TruncatedResponse')
    },
  }
}

function streamed(exchange: Exchange, lane: HttpLane): BodyReader {
  let ended = false
  lane.stream(exchange, exchange.request.headers.get('content-type') ?? 'application/octet-stream')
  return {
    chunk: (bytes) => lane.streamChunk(exchange, bytes),
    end(trailers) {
      ended = true
      exchange.reply(202, accepted)
      lane.streamEnd(exchange, errorIn(trailers))
    },
    gone() {
      if (!ended) lane.streamEnd(exchange, truncated)
    },
  }
}

const truncated = utf8(
  JSON.stringify({ errorMessage: 'The response ended before it was whole.', errorType: 'Runtime.TruncatedResponse' }),
)

const errorTypeTrailer = 'lambda-runtime-function-error-type'

/** An error in midstream comes in the trailers: its type, and its JSON in base64. */
function errorIn(trailers: ReadonlyMap<string, string>): Uint8Array | undefined {
  const type = trailers.get(errorTypeTrailer)
  const body = trailers.get('lambda-runtime-function-error-body')
  if (type === undefined && body === undefined) return undefined
  try {
    if (body) return fromBase64(body)
  } catch {
    // Not base64: then the type alone tells.
  }
  return utf8(JSON.stringify({ errorType: sanitiseErrorType(type), errorMessage: '' }))
}
