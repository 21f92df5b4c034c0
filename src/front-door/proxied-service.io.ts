import { Agent, request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { utf8 } from '../base/bytes.ts'
import type { RequestId } from '../base/identity.ts'
import { requestBytesMax } from '../lambda/quotas.ts'
import type { Refusal } from '../lambda/refusals.ts'
import type { Authorizer } from './authorize.ts'
import type { Service, ServiceReply, ServiceRequest } from './service.ts'

export interface ProxiedServiceParts {
  /** As requests are signed for it: `sqs`, `sns`, `s3`. */
  name: string
  /** Undefined while it is away. */
  endpoint: () => string | undefined
  authorizer: Authorizer
}

/** Of one connection only, or said anew by us. */
const hopByHop = new Set(['connection', 'content-length', 'expect', 'keep-alive', 'transfer-encoding', 'upgrade'])
const waitMs = 60_000

/** Another service behind this address: whoever signs for it is authenticated here and answered from there. */
export class ProxiedService implements Service {
  readonly bodyBytesMax = requestBytesMax
  readonly #parts: ProxiedServiceParts
  readonly #agent = new Agent({ keepAlive: true })

  constructor(parts: ProxiedServiceParts) {
    this.#parts = parts
  }

  async handle(request: ServiceRequest): Promise<ServiceReply> {
    const { authorizer, endpoint, name } = this.#parts
    const { identity, requestId } = request
    const on = { arn: '*', account: identity.account }
    const denied = authorizer.refuse({ ...request, action: `${name}:${actionOf(request)}`, on })
    if (denied) return this.refuse(denied, requestId)
    const base = endpoint()
    if (base === undefined) return this.#away(requestId)
    return await this.#forward(base, request).catch(() => this.#away(requestId))
  }

  refuse({ exception, message }: Refusal, requestId: RequestId): ServiceReply {
    const status = exception === 'ServiceUnavailableException' ? 503 : exception === 'AccessDeniedException' ? 403 : 400
    const code = exception.replace(/Exception$/, '')
    if (this.#parts.name === 'sqs') {
      const body = utf8(JSON.stringify({ __type: `com.amazonaws.sqs#${code}`, message }))
      return { status, headers: ['Content-Type', 'application/x-amz-json-1.0', 'x-amzn-RequestId', requestId], body }
    }
    const error = `<Code>${code}</Code><Message>${escaped(message ?? '')}</Message>`
    const words =
      this.#parts.name === 's3' ? `<Error>${error}</Error>` : `<ErrorResponse><Error>${error}</Error></ErrorResponse>`
    return { status, headers: ['Content-Type', 'text/xml', 'x-amzn-RequestId', requestId], body: utf8(words) }
  }

  #away(requestId: RequestId): ServiceReply {
    return this.refuse(
      {
        exception: 'ServiceUnavailableException',
        message: `${this.#parts.name} is not there at the moment; try again.`,
      },
      requestId,
    )
  }

  #forward(base: string, { body, headers, method, path, query }: ServiceRequest): Promise<ServiceReply> {
    const sent = Object.fromEntries([...headers].filter(([name]) => !hopByHop.has(name)))
    const options = { method, agent: this.#agent, headers: { ...sent, 'content-length': body.length }, timeout: waitMs }
    return new Promise((resolve, reject) => {
      const outgoing = httpRequest(new URL(query === '' ? path : `${path}?${query}`, base), options, (incoming) => {
        const chunks: Buffer[] = []
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({
            status: incoming.statusCode!,
            headers: headersOf(incoming.headers),
            body: Buffer.concat(chunks),
          }),
        )
      })
      outgoing.on('timeout', () => outgoing.destroy(new Error('no answer')))
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  }
}

/** What a policy calls the request: by its target or its form, for buckets by its method. */
function actionOf({ body, headers, method }: ServiceRequest): string {
  const target = headers.get('x-amz-target')
  if (target !== undefined) return target.slice(target.indexOf('.') + 1)
  if (headers.get('content-type')?.startsWith('application/x-www-form-urlencoded'))
    return new URLSearchParams(Buffer.from(body).toString('latin1')).get('Action') ?? ''
  return (
    { GET: 'GetObject', HEAD: 'GetObject', PUT: 'PutObject', POST: 'PutObject', DELETE: 'DeleteObject' }[method] ??
    method
  )
}

const headersOf = (headers: IncomingHttpHeaders): string[] =>
  Object.entries(headers).flatMap(([name, value]) =>
    hopByHop.has(name) || value === undefined ? [] : [name, [value].flat().join(', ')],
  )

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
