import { empty, utf8 } from '../../base/bytes.ts'
import type { Clock } from '../../base/clock.ts'
import type { RequestId } from '../../base/identity.ts'
import type { Random } from '../../base/random.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import { syncPayloadBytesMax } from '../../lambda/quotas.ts'
import type { Refusal } from '../../lambda/refusals.ts'
import type { UrlRecord } from '../../lambda/resources.ts'
import { newTraceHeader } from '../../lambda/trace-header.ts'
import type { Invocation, InvocationResult, Invoker } from '../../sync-plane/sync-plane.ts'
import type { Authenticator, Identity } from '../authenticate.ts'
import type { Authorizer, Origin } from '../authorize.ts'
import type { HttpAnswer, HttpRequest } from '../exchange.ts'
import type { Headers } from '../headers.ts'
import { actedFunction } from '../resource-of.ts'
import { corsHeaders, isPreflight, withCorsHeaders } from './cors.ts'
import { urlAnswer } from './url-answer.ts'
import { readUrlAddress, type UrlAddress, UrlDirectory } from './url-directory.ts'
import { urlEvent } from './url-event.ts'
import { UrlStream } from './url-stream.ts'

export interface FunctionUrlParts {
  catalog: Catalog
  clock: Clock
  random: Random
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

const forbidden =
  'Forbidden. For troubleshooting Function URL authorization issues, see: https://docs.aws.amazon.com/lambda/latest/dg/urls-auth.html'

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
    const { address, answer, headers, http } = exchange
    const url = this.#directory.find(address.urlId)
    if (!url) return refuse(answer, { status: 403, message: null, type: 'AccessDeniedException' })
    const { Cors: cors } = url.configuration
    if (cors && isPreflight(http.method, headers)) return answer.send(200, corsHeaders(cors, headers, true), empty)
    const body = await http.readBody(syncPayloadBytesMax)
    if ('tooLarge' in body)
      return refuse(answer, { status: 413, message: 'Request Entity Too Large', type: 'RequestTooLargeException' })
    const caller = this.#admit(url, exchange, body)
    if (caller === 'nobody') return refuse(answer, { status: 403, message: forbidden, type: 'AccessDeniedException' })
    await this.#invoke(url, exchange, { body, caller })
  }

  /** Whoever may call: an identity, anybody, or nobody who came. */
  #admit(url: UrlRecord, exchange: UrlExchange, body: Uint8Array): Identity | undefined | 'nobody' {
    const { anyCredentials, authenticator, authorizer } = this.#parts
    const { headers, http, origin, path, query } = exchange
    const { AuthType } = url.configuration
    const on = actedFunction(url.name, url.qualifier, url)
    const asked = { origin, action: 'lambda:InvokeFunctionUrl', on, input: { FunctionUrlAuthType: AuthType } }
    if (AuthType === 'NONE') return anyCredentials || authorizer.admitsAnyone(asked, url) ? undefined : 'nobody'
    const credential = authenticator.read({ method: http.method, path, query, headers })
    if ('exception' in credential || 'exception' in credential.prove(body)) return 'nobody'
    return authorizer.refuse({ ...asked, identity: credential.identity }) ? 'nobody' : credential.identity
  }

  async #invoke(url: UrlRecord, exchange: UrlExchange, from: { body: Uint8Array; caller?: Identity }): Promise<void> {
    const { answer, headers, http, requestId } = exchange
    const { clock, invoker, random } = this.#parts
    const traceId = headers.get('x-amzn-trace-id') ?? newTraceHeader(clock, random)
    const event = urlEvent({
      ...exchange,
      ...from,
      urlId: url.urlId,
      region: url.region,
      path: exchange.address.path,
      method: http.method,
      traceId,
      nowMs: clock.now(),
    })
    const invocation: Invocation = {
      account: url.account,
      region: url.region,
      requestId,
      functionName: url.name,
      qualifier: url.qualifier,
      payload: utf8(JSON.stringify(event)),
      way: 'url',
      traceId,
    }
    const cors = corsHeaders(url.configuration.Cors, headers, false)
    const always = ['x-amzn-requestid', requestId, 'x-amzn-trace-id', traceId]
    const finish = (own: readonly string[]) => [...withCorsHeaders(own, cors), ...always]
    if (url.configuration.InvokeMode === 'RESPONSE_STREAM') {
      const sink = new UrlStream(answer, finish)
      const result = await invoker.invoke({ ...invocation, sink }, http.signal)
      if (answer.started) return result.ran && result.functionError === undefined ? answer.end() : answer.abort()
      return finishUnstarted(answer, result, finish)
    }
    finishUnstarted(answer, await invoker.invoke(invocation, http.signal), finish)
  }
}

/** Answers what has come whole, or why nothing has. */
function finishUnstarted(
  answer: HttpAnswer,
  result: InvocationResult,
  finish: (own: readonly string[]) => string[],
): void {
  if (!result.ran) return refuse(answer, refusalOf(result.because))
  const said = result.functionError === undefined ? urlAnswer(result.payload) : undefined
  if (said) answer.send(said.status, finish(said.headers), said.body)
  else answer.send(502, finish(['content-type', 'text/plain']), utf8('Internal Server Error'))
}

interface UrlRefusal {
  status: number
  message: string | null
  type: string
}

function refusalOf({ exception, message }: Refusal): UrlRefusal {
  switch (exception) {
    case 'TooManyRequestsException':
      return { status: 429, message, type: exception }
    // The alias behind the URL is gone.
    case 'ResourceNotFoundException':
      return { status: 403, message: forbidden, type: 'AccessDeniedException' }
    case 'RequestTooLargeException':
      return { status: 413, message, type: exception }
    default:
      return { status: 502, message, type: exception }
  }
}

function refuse(answer: HttpAnswer, { message, status, type }: UrlRefusal): void {
  answer.send(
    status,
    ['content-type', 'application/json', 'x-amzn-errortype', type],
    utf8(JSON.stringify({ Message: message })),
  )
}
