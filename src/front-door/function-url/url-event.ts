import { text, toBase64 } from '../../base/bytes.ts'
import { isoInstant } from '../../base/instant.ts'
import type { Origin } from '../authorize.ts'
import type { Headers } from '../headers.ts'

export interface UrlRequest {
  urlId: string
  region: string
  method: string
  path: string
  query: string
  headers: Headers
  origin: Origin
  body: Uint8Array
  requestId: string
  traceId: string
  nowMs: number
  /** Present when the request was signed. */
  caller?: { accessKeyId: string; account: string; principal: string }
}

/** Said by us, whatever the caller says, or of one connection only. */
const ours =
  /^(?:connection|cookie|expect|keep-alive|te|trailer|transfer-encoding|upgrade|x-amzn-tls-.*|x-amzn-trace-id|x-forwarded-.*)$/
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec']

/** Payload format 2.0 (Lambda Developer Guide: function URLs, request payload). */
export function urlEvent(request: UrlRequest): object {
  const { body, headers, origin, path, query, traceId } = request
  const cookie = headers.get('cookie')
  const encoded = body.length > 0 && !isText(headers.get('content-type'), body)
  const sent = [...headers].filter(([name]) => !ours.test(name))
  return {
    version: '2.0',
    routeKey: '$default',
    rawPath: path,
    rawQueryString: query,
    ...(cookie !== undefined && { cookies: cookie.split(/; */).filter(Boolean) }),
    headers: Object.fromEntries([
      ...sent,
      // The trace, not the spans of it.
      ['x-amzn-trace-id', traceId.split(';Parent=', 1)[0]],
      ['x-forwarded-for', origin.sourceIp],
      ['x-forwarded-port', portOf(headers.get('host') ?? '')],
      ['x-forwarded-proto', origin.secure ? 'https' : 'http'],
    ]),
    ...(query !== '' && { queryStringParameters: joined(query) }),
    requestContext: contextOf(request),
    ...(body.length > 0 && { body: encoded ? toBase64(body) : text(body) }),
    isBase64Encoded: encoded,
  }
}

function contextOf({ caller, headers, method, nowMs, origin, path, region, requestId, urlId }: UrlRequest): object {
  return {
    accountId: caller?.account ?? 'anonymous',
    apiId: urlId,
    ...(caller && { authorizer: { iam: iamOf(caller) } }),
    domainName: domainOf(headers.get('host')) ?? `${urlId}.lambda-url.${region}.localhost`,
    domainPrefix: urlId,
    http: { method, path, protocol: 'HTTP/1.1', sourceIp: origin.sourceIp, userAgent: origin.userAgent },
    requestId,
    routeKey: '$default',
    stage: '$default',
    time: clfTime(nowMs),
    timeEpoch: nowMs,
  }
}

const iamOf = ({ accessKeyId, account, principal }: NonNullable<UrlRequest['caller']>): object => ({
  accessKey: accessKeyId,
  accountId: account,
  callerId: accessKeyId,
  cognitoIdentity: null,
  principalOrgId: null,
  userArn: principal,
  userId: accessKeyId,
})

/** Several values of one name are one, joined by commas. */
function joined(query: string): Record<string, string> {
  const values = new Map<string, string>()
  for (const [name, value] of new URLSearchParams(query)) {
    const before = values.get(name)
    values.set(name, before === undefined ? value : `${before},${value}`)
  }
  return Object.fromEntries(values)
}

/** Anything else goes as base64: forms, too, and what does not say what it is. */
function isText(contentType: string | undefined, body: Uint8Array): boolean {
  const type = contentType?.split(';')[0]?.trim().toLowerCase() ?? ''
  return /^(?:text\/.*|application\/(?:json|javascript|xml|.*\+json|.*\+xml))$/.test(type) && isUtf8(body)
}

const strict = new TextDecoder('utf-8', { fatal: true })
function isUtf8(body: Uint8Array): boolean {
  try {
    strict.decode(body)
    return true
  } catch {
    return false
  }
}

/** A URL that was called by its path has a name all the same. */
const domainOf = (host = ''): string | undefined =>
  host.includes('.lambda-url.') ? host.replace(/:\d+$/, '') : undefined

const portOf = (host: string): string => /:(\d+)$/.exec(host)?.[1] ?? '80'

/** 12/Mar/2020:19:03:58 +0000 */
function clfTime(ms: number): string {
  const [day, time] = isoInstant(ms).split('T') as [string, string]
  const [year, month, date] = day.split('-')
  return `${date}/${months[Number(month) - 1]}/${year}:${time.slice(0, 8)} +0000`
}
