import { empty, utf8 } from '../../base/bytes.ts'
import type { Clock } from '../../base/clock.ts'
import type { RequestId } from '../../base/identity.ts'
import type { Random } from '../../base/random.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import { syncPayloadBytesMax } from '../../lambda/quotas.ts'
import type { Refusal } from '../../lambda/refusals.ts'
import type { UrlRecord } from '../../lambda/resources.ts'
import { newTraceHeader } from '../../lambda/trace-header.ts'
import type { Invocation, Invoker } from '../../sync-plane/sync-plane.ts'
import type { Journey, Journeys } from '../../telemetry/telemetry.ts'
import type { Authenticator, Identity } from '../authenticate.ts'
import type { Authorizer, Origin } from '../authorize.ts'
import { ClientGone, type HttpAnswer, type HttpRequest } from '../exchange.ts'
import type { Headers } from '../headers.ts'
import { actedFunction } from '../resource-of.ts'
import { invalid, notSigned } from '../sigv4/signature-refusals.ts'
import { encodeRefusal } from '../wire/encode-refusal.ts'
import { corsHeaders, isPreflight, withCorsHeaders } from './cors.ts'
import { type UrlAnswer, urlAnswer } from './url-answer.ts'
import { readUrlAddress, type UrlAddress, UrlDirectory } from './url-directory.ts'
import { urlEvent } from './url-event.ts'
import { UrlStream } from './url-stream.ts'

export interface FunctionUrlParts {
  catalog: Catalog
  clock: Clock
  random: Random
  journeys: Journeys
  invoker: Invoker
  authenticator: Authenticator
  authorizer: Authorizer
  anyCredentials: boolean
}

export interface UrlExchange {
  address: UrlAddress
  /** As it came, which is what a signature is over. */
  path: string
  query: string
  headers: Headers
  origin: Origin
  requestId: RequestId
  http: HttpRequest
  answer: HttpAnswer
}

/** Recorded answer: it does not tell which permission is missing. */
const forbidden: Refusal = {
  exception: 'AccessDeniedException',
  message:
    'Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html',
}
/** Recorded answer. */
const unknownUrl: Refusal = { exception: 'AccessDeniedException', message: null }
const requestTooLarge: Refusal = {
  exception: 'RequestEntityTooLargeException',
  message: `Request must be smaller than ${syncPayloadBytesMax} bytes for the InvokeFunction operation`,
}

/** A request to a URL that exists. */
interface Call extends UrlExchange {
  url: UrlRecord
  traceId: string
  journey: Journey
  outcome: string
}

/** Functions behind addresses of their own (Lambda Developer Guide: function URLs). */
export class FunctionUrls {
  readonly #parts: FunctionUrlParts
  readonly #directory: UrlDirectory

  constructor(parts: FunctionUrlParts) {
    this.#parts = parts
    this.#directory = new UrlDirectory(parts.catalog)
  }

  /** Undefined: the request is for another part of this address. */
  addressOf(host: string | undefined, path: string): UrlAddress | undefined {
    return readUrlAddress(host ?? '', path)
  }

  async handle(exchange: UrlExchange): Promise<void> {
    const { address, answer, headers, http, requestId } = exchange
    const url = this.#directory.find(address.urlId)
    if (!url) {
      const { status, headers: list, body } = encodeRefusal(unknownUrl, requestId)
      return answer.send(status, Object.entries(list).flat(), body)
    }
    const { clock, journeys, random } = this.#parts
    const traceId = headers.get('x-amzn-trace-id') ?? newTraceHeader(clock, random)
    const { Cors: cors, FunctionArn } = url.configuration
    if (cors && isPreflight(http.method, headers))
      return answer.send(200, [...corsHeaders(cors, headers, true), ...always(requestId, traceId)], empty)
    const call = {
      ...exchange,
      url,
      traceId,
      journey: journeys.begin(requestId, 'url', FunctionArn!),
      outcome: 'fault',
    }
    try {
      await this.#travel(call)
    } catch (error) {
      if (error instanceof ClientGone) call.outcome = 'caller gone'
      // Its head is out: that it is not whole, only its end can tell.
      if (answer.started) answer.abort()
      throw error
    } finally {
      journeys.end(call.journey, call.outcome)
    }
  }

  async #travel(call: Call): Promise<void> {
    call.journey.hop('received')
    const body = await call.http.readBody(syncPayloadBytesMax)
    if ('tooLarge' in body) return refuse(call, requestTooLarge)
    const caller = this.#admit(call, body)
    if (caller && 'exception' in caller) return refuse(call, caller)
    call.journey.hop('authenticated')
    const invocation = this.#invocationOf(call, body, caller)
    const { invoker } = this.#parts
    const streams = call.url.configuration.InvokeMode === 'RESPONSE_STREAM'
    const sink = streams ? new UrlStream(call.answer, (own) => finished(call, own)) : undefined
    const result = await invoker.invoke({ ...invocation, sink }, call.http.signal)
    if (!result.ran) return refuse(call, result.because)
    call.outcome = result.errorType ?? result.functionError ?? 'success'
    if (call.answer.started) return result.functionError === undefined ? call.answer.end() : call.answer.abort()
    const said = result.functionError === undefined && !sink ? urlAnswer(result.payload) : undefined
    const { status, headers, body: told } = said ?? internalServerError
    call.answer.send(status, finished(call, headers), told)
  }

  /** Who calls; undefined is anybody. */
  #admit(call: Call, body: Uint8Array): Identity | Refusal | undefined {
    const { anyCredentials, authenticator, authorizer } = this.#parts
    const { headers, http, origin, path, query, url } = call
    const { AuthType } = url.configuration
    const on = actedFunction(url.name, url.qualifier, url)
    const asked = { origin, action: 'lambda:InvokeFunctionUrl', on, input: { FunctionUrlAuthType: AuthType } }
    if (AuthType === 'NONE') return anyCredentials || authorizer.admitsAnyone(asked, url) ? undefined : forbidden
    const credential = authenticator.read({ method: http.method, path, query, headers })
    if ('exception' in credential) return credential === notSigned ? forbidden : credential
    const { identity } = credential
    if (!anyCredentials && identity.service !== 'lambda')
      return invalid("Credential should be scoped to correct service: 'lambda'.")
    if (!anyCredentials && identity.region !== url.region)
      return invalid('Credential should be scoped to a valid region.')
    const proof = credential.prove(body)
    if ('exception' in proof) return proof
    return authorizer.refuse({ ...asked, identity }) ? forbidden : identity
  }

  #invocationOf(call: Call, body: Uint8Array, caller: Identity | undefined): Invocation {
    const { address, http, journey, requestId, traceId, url } = call
    const { account, name, qualifier, region, urlId } = url
    const nowMs = this.#parts.clock.now()
    const event = urlEvent({ ...call, body, caller, urlId, region, path: address.path, method: http.method, nowMs })
    const payload = utf8(JSON.stringify(event))
    return { account, region, requestId, functionName: name, qualifier, payload, way: 'url', traceId, journey }
  }
}

/** Of a function that failed, or has said what is no HTTP (recorded answer). */
const internalServerError: UrlAnswer = {
  status: 502,
  headers: ['content-type', 'application/json'],
  body: utf8('Internal Server Error'),
}

const always = (requestId: string, traceId: string): string[] => [
  'x-amzn-requestid',
  requestId,
  'x-amzn-trace-id',
  traceId,
]

/** With what every answer of a URL says. */
function finished({ headers, requestId, traceId, url }: Call, own: readonly string[]): string[] {
  return [...withCorsHeaders(own, url.configuration.Cors, headers), ...always(requestId, traceId)]
}

/** A function or alias that is gone leaves its URL closed, not missing (recorded answer). */
function refuse(call: Call, because: Refusal): void {
  const refusal = because.exception === 'ResourceNotFoundException' ? forbidden : because
  call.outcome = refusal.exception
  const { status, headers, body } = encodeRefusal(refusal, call.requestId)
  const { 'x-amzn-RequestId': _, ...own } = headers
  call.answer.send(status, finished(call, Object.entries(own).flat()), body)
}
