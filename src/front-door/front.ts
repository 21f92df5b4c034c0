import type { RequestId } from '../base/identity.ts'
import { requestBytesMax } from '../lambda/quotas.ts'
import { type Refusal, Refused } from '../lambda/refusals.ts'
import { Authenticator, type Credential } from './authenticate.ts'
import { Authorizer, type Origin } from './authorize.ts'
import { answerDownload, downloadedBlob } from './code-download.ts'
import { ClientGone, type HttpAnswer, type HttpRequest } from './exchange.ts'
import type { FrontDoor, FrontDoorParts } from './front-door.ts'
import { managementTooLarge, serviceFault, unknownOperation } from './front-refusals.ts'
import { FunctionUrls } from './function-url/function-urls.ts'
import { type Headers, malformed, readHeaders } from './headers.ts'
import { Invokes } from './invoke.ts'
import type { InvokeOperation } from './invoke-input.ts'
import { health, isHealthPath, OwnApi, ownBodyBytesMax, routeOwn } from './own-api.ts'
import { type RequestTarget, readTarget } from './request-target.ts'
import { route } from './route.ts'
import type { Service, ServiceReply } from './service.ts'
import { encodeRefusal } from './wire/encode-refusal.ts'

/** One request with everything that its head says. */
interface Exchange extends RequestTarget {
  requestId: RequestId
  http: HttpRequest
  answer: HttpAnswer
  headers: Headers
  origin: Origin
  credential: Credential
}

/** So long a client waits for this process to hear of what it has just changed. */
const catchUpMs = 2_000
const noQuery = new URLSearchParams('')
const invokes: ReadonlySet<string> = new Set([
  'Invoke',
  'InvokeAsync',
  'InvokeWithResponseStream',
] satisfies InvokeOperation[])

export class Front implements FrontDoor {
  readonly #parts: FrontDoorParts
  readonly #authenticator: Authenticator
  readonly #invokes: Invokes
  readonly #ownApi: OwnApi
  readonly #urls: FunctionUrls

  constructor(parts: FrontDoorParts) {
    this.#parts = parts
    const services = new Set(['lambda', ...Object.keys(parts.services)])
    this.#authenticator = new Authenticator({ ...parts, services })
    const authorizer = new Authorizer(parts.catalog, parts.clock)
    this.#invokes = new Invokes({ ...parts, authorizer })
    this.#ownApi = new OwnApi({ ...parts, authorizer })
    this.#urls = new FunctionUrls({ ...parts, authenticator: this.#authenticator, authorizer })
  }

  async handle(http: HttpRequest, answer: HttpAnswer): Promise<void> {
    const requestId = this.#parts.random.uuid() as RequestId
    try {
      const refusal = await this.#handle(http, answer, requestId)
      if (refusal) reply(answer, refused(refusal, requestId))
    } catch (error) {
      if (error instanceof ClientGone) return
      if (error instanceof Refused) return reply(answer, refused(error.refusal, requestId))
      this.#parts.onFault(error, requestId)
      if (!answer.started) reply(answer, refused(serviceFault, requestId))
    }
  }

  async #handle(http: HttpRequest, answer: HttpAnswer, requestId: RequestId): Promise<Refusal | undefined> {
    const headers = readHeaders(http.rawHeaders)
    if ('exception' in headers) return headers
    const target = readTarget(http.target, headers.get('host'))
    if ('exception' in target) return target
    const { path, query } = target
    const origin = {
      sourceIp: http.remoteAddress,
      secure: http.secure,
      userAgent: headers.get('user-agent') ?? '',
    }
    const address = this.#urls.addressOf(headers.get('host'), path)
    if (address) {
      await this.#urls.handle({ address, path, query, headers, origin, requestId, http, answer })
      return undefined
    }
    if (isHealthPath(path) && http.method === 'GET') return reply(answer, health(requestId))
    const blob = http.method === 'GET' ? downloadedBlob(path) : undefined
    const { code } = this.#parts
    if (blob && code) return await answerDownload(blob, code, { http, answer, query, requestId })
    const credential = this.#authenticator.read({ method: http.method, path, query, headers })
    if ('exception' in credential) return credential
    const exchange: Exchange = { path, query, requestId, http, answer, headers, origin, credential }
    if (path.startsWith('/_roost/')) return await this.#answerOwn(exchange)
    const service = this.#parts.services[credential.identity.service]
    return service ? await this.#serve(exchange, service) : await this.#answerLambda(exchange)
  }

  async #answerLambda(exchange: Exchange): Promise<Refusal | undefined> {
    const { http, path, query } = exchange
    const found = route(http.method, path, query === '' ? noQuery : new URLSearchParams(query))
    if (!found) return unknownOperation
    const { operation, labels } = found
    if (invokes.has(operation))
      return await this.#invokes.answer({
        ...exchange,
        operation: operation as InvokeOperation,
        functionName: labels.FunctionName!,
      })
    const body = await http.readBody(requestBytesMax)
    return 'tooLarge' in body
      ? managementTooLarge(operation)
      : await this.#manage(exchange, { operation, labels, body })
  }

  async #answerOwn(exchange: Exchange): Promise<Refusal | undefined> {
    const { answer, credential, http, path } = exchange
    const found = routeOwn(http.method, path)
    if (!found) return unknownOperation
    const body = await http.readBody(ownBodyBytesMax)
    if ('tooLarge' in body) return malformed(`the body is larger than ${ownBodyBytesMax} bytes`)
    if (found.asks === 'management') return await this.#manage(exchange, { ...found, body })
    const proof = credential.prove(body)
    if ('exception' in proof) return proof
    const asker = { ...exchange, identity: credential.identity, body: proof.body }
    const said = await this.#ownApi.answer(found, asker)
    return 'exception' in said ? said : reply(answer, said)
  }

  async #manage(
    { answer, credential, origin, query, requestId }: Exchange,
    asked: { operation: string; labels: Record<string, string>; body: Uint8Array },
  ): Promise<Refusal | undefined> {
    const proof = credential.prove(asked.body)
    if ('exception' in proof) return proof
    const { operation, labels } = asked
    const raw = { labels, query, body: proof.body }
    const { identity } = credential
    const { revision = 0, ...said } = await this.#parts.management.manage({
      operation,
      requestId,
      identity,
      origin,
      raw,
    })
    if (revision > this.#parts.catalog.revision) await this.#catchUp(revision)
    return reply(answer, { ...said, headers: Object.entries(said.headers).flat() })
  }

  /** So that a client may invoke at once what it has just created. */
  async #catchUp(revision: number): Promise<void> {
    const { catalog, clock } = this.#parts
    const late = new AbortController()
    const timer = clock.after(catchUpMs, () => late.abort())
    await catalog.reached(revision, late.signal).catch(() => {})
    timer.cancel()
  }

  async #serve(exchange: Exchange, service: Service): Promise<undefined> {
    const { answer, credential, http, requestId } = exchange
    const body = await http.readBody(service.bodyBytesMax)
    const proof =
      'tooLarge' in body ? malformed(`the body is larger than ${service.bodyBytesMax} bytes`) : credential.prove(body)
    if ('exception' in proof) return reply(answer, service.refuse(proof, requestId))
    const { identity } = credential
    return reply(answer, await service.handle({ ...exchange, method: http.method, identity, body: proof.body }))
  }
}

function refused(refusal: Refusal, requestId: RequestId): ServiceReply {
  const { status, headers, body } = encodeRefusal(refusal, requestId)
  return { status, headers: Object.entries(headers).flat(), body }
}

function reply(answer: HttpAnswer, { status, headers, body }: ServiceReply): undefined {
  answer.send(status, headers, body)
}
