import { utf8 } from '../../base/bytes.ts'
import type { Party } from '../extensions/party.ts'
import type { Claim, HttpLane } from '../lanes/http-lane.ts'
import type { BodyReader, Exchange } from './exchange.ts'
import { extensionError } from './extension-error.ts'
import { extensionNext } from './extension-next.ts'
import { extensionRegister } from './extension-register.ts'
import { initError } from './init-error.ts'
import { invocationError } from './invocation-error.ts'
import { invocationNext } from './invocation-next.ts'
import { invocationResponse } from './invocation-response.ts'
import { noSuchMethod, noSuchPath, type RuntimeRefusal } from './runtime-refusals.ts'
import { starterCall } from './starter-calls.ts'
import { telemetrySubscribe } from './telemetry-subscribe.ts'

type Endpoint = (exchange: Exchange, lane: HttpLane) => BodyReader

const fixed: Readonly<Record<string, Endpoint>> = {
  'GET /2018-06-01/runtime/invocation/next': invocationNext,
  'POST /2018-06-01/runtime/init/error': initError,
  'GET /2018-06-01/ping': ping,
  'GET /ping': ping,
}
const extensions: Readonly<Record<string, (exchange: Exchange, party: Party) => BodyReader>> = {
  'POST /2020-01-01/extension/register': extensionRegister,
  'GET /2020-01-01/extension/event/next': extensionNext,
  'POST /2020-01-01/extension/init/error': extensionError('InitError'),
  'POST /2020-01-01/extension/exit/error': extensionError('ExitError'),
  'PUT /2022-07-01/telemetry': telemetrySubscribe('telemetry'),
  'PUT /2020-08-15/logs': telemetrySubscribe('logs'),
}
const paths = new Set([...Object.keys(fixed), ...Object.keys(extensions)].map((route) => route.split(' ')[1]))
const invocation = /^\/2018-06-01\/runtime\/invocation\/([^/]+)\/(response|error)$/

/** Runtime API 2018-06-01, Extensions API 2020-01-01 and Telemetry API 2022-07-01, Logs API 2020-08-15. */
export function route(exchange: Exchange, lane: HttpLane, party: Party): BodyReader {
  const { method, path, headers } = exchange.request
  const endpoint = fixed[`${method} ${path}`]
  if (endpoint) return endpoint(exchange, lane)
  const others = extensions[`${method} ${path}`]?.(exchange, party)
  if (others) return others
  const starters = party.starter && starterCall(exchange, party.starter)
  if (starters) return starters
  const match = invocation.exec(path)
  if (!match) return refuse(exchange, refusalOf(path))
  if (method !== 'POST') return refuse(exchange, noSuchMethod)
  const claim: Claim = { requestId: match[1]!, invocationId: headers.get('lambda-runtime-invocation-id') }
  return match[2] === 'response' ? invocationResponse(exchange, lane, claim) : invocationError(exchange, lane, claim)
}

function refusalOf(path: string): RuntimeRefusal {
  if (paths.has(path)) return noSuchMethod
  return noSuchPath
}

const refuse = (exchange: Exchange, refusal: RuntimeRefusal): BodyReader => ({ end: () => exchange.refuse(refusal) })

function ping(exchange: Exchange): BodyReader {
  return { end: () => exchange.reply(200, utf8('pong')) }
}
