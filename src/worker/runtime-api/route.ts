import { utf8 } from '../../base/bytes.ts'
import type { Claim, HttpLane } from '../lanes/http-lane.ts'
import type { BodyReader, Exchange } from './exchange.ts'
import { initError } from './init-error.ts'
import { invocationError } from './invocation-error.ts'
import { invocationNext } from './invocation-next.ts'
import { invocationResponse } from './invocation-response.ts'
import { noExtensions, noSuchMethod, noSuchPath, noTelemetry, type RuntimeRefusal } from './runtime-refusals.ts'

type Endpoint = (exchange: Exchange, lane: HttpLane) => BodyReader

const fixed: Readonly<Record<string, Endpoint>> = {
  'GET /2018-06-01/runtime/invocation/next': invocationNext,
  'POST /2018-06-01/runtime/init/error': initError,
  'GET /2018-06-01/ping': ping,
  'GET /ping': ping,
}
const paths = new Set(Object.keys(fixed).map((route) => route.split(' ')[1]))
const invocation = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/

/** Runtime API 2018-06-01. */
export function route(exchange: Exchange, lane: HttpLane): BodyReader {
  const { method, path, headers } = exchange.request
  const endpoint = fixed[`${method} ${path}`]
  if (endpoint) return endpoint(exchange, lane)
  const match = invocation.exec(path)
  if (!match) return refuse(exchange, refusalOf(path))
  if (method !== 'POST') return refuse(exchange, noSuchMethod)
  const claim: Claim = { requestId: match[1]!, invocationId: headers.get('lambda-runtime-invocation-id') }
  return match[2] === 'response' ? invocationResponse(exchange, lane, claim) : invocationError(exchange, lane, claim)
}

function refusalOf(path: string): RuntimeRefusal {
  if (paths.has(path)) return noSuchMethod
  if (path.startsWith('/2020-01-01/extension/')) return noExtensions
  return path === '/2022-07-01/telemetry' || path === '/2020-08-15/logs' ? noTelemetry : noSuchPath
}

const refuse = (exchange: Exchange, refusal: RuntimeRefusal): BodyReader => ({ end: () => exchange.refuse(refusal) })

function ping(exchange: Exchange): BodyReader {
  return { end: () => exchange.reply(200, utf8('pong')) }
}
