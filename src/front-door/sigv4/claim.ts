import { isoInstant, parseBasicInstant, parseInstant } from '../../base/instant.ts'
import type { Refusal } from '../../lambda/refusals.ts'
import type { Headers } from '../headers.ts'
import { queryPairs } from './canonical-request.ts'
import { incomplete, invalid } from './signature-refusals.ts'

/** A request as it was signed: all texts as they came over the wire. */
export interface SignedRequest {
  method: string
  path: string
  /** Without the question mark. */
  query: string
  headers: Headers
}

/** What a request says of its signature (AWS Signature Version 4); nothing of it is proven yet. */
export interface Claim {
  form: 'header' | 'query'
  accessKeyId: string
  /** `20150830/us-east-1/lambda/aws4_request`. */
  scope: string
  date: string
  region: string
  service: string
  signedHeaders: readonly string[]
  signature: string
  /** `20150830T123600Z`. */
  timestamp: string
  /** The same, in milliseconds since the epoch. */
  signedAt: number
  /** Of presigned URLs. */
  expiresSeconds?: number
  sessionToken?: string
}

export const algorithm = 'AWS4-HMAC-SHA256'
/** Nobody signs more; what is longer is made to cost us time. */
const signedHeadersMax = 100
const credentialCharactersMax = 300
const weekSeconds = 604_800

/** Undefined: the request is not signed at all. */
export function readClaim(request: SignedRequest, digestOf: (text: string) => string): Claim | Refusal | undefined {
  const authorization = request.headers.get('authorization')
  const presigned = request.query !== '' && /(?:^|&)X-Amz-(?:Algorithm|Credential|Signature)=/i.test(request.query)
  if (authorization !== undefined && presigned)
    return incomplete(
      'Only one auth mechanism allowed; only the X-Amz-Algorithm query parameter or the Authorization header should be specified',
    )
  if (authorization !== undefined) return readHeader(request, authorization, digestOf)
  return presigned ? readQuery(request) : undefined
}

function readHeader(
  { headers }: SignedRequest,
  authorization: string,
  digestOf: (text: string) => string,
): Claim | Refusal {
  const space = authorization.indexOf(' ')
  const scheme = space === -1 ? authorization : authorization.slice(0, space)
  if (scheme.startsWith('AWS') && scheme !== algorithm) return invalid(`Unsupported AWS 'algorithm': '${scheme}'.`)
  // The header may be somebody's password: only its hash is told.
  const quoted = () => `(hashed with SHA-256 and encoded with Base64): '${digestOf(authorization)}'.`
  const parameters = new Map<string, string>()
  for (const part of scheme === algorithm && space !== -1 ? authorization.slice(space + 1).split(',') : []) {
    const equals = part.indexOf('=')
    const name = part.slice(0, equals).trim()
    if (equals === -1 || parameters.has(name))
      return incomplete(`Invalid key=value pair (missing equal-sign) in Authorization header ${quoted()}`)
    parameters.set(name, part.slice(equals + 1).trim())
  }
  if (scheme !== algorithm)
    return incomplete(`Invalid key=value pair (missing equal-sign) in Authorization header ${quoted()}`)
  const missing = ['Credential', 'Signature', 'SignedHeaders']
    .filter((name) => !parameters.get(name))
    .map((name) => `Authorization header requires '${name}' parameter.`)
  const stamp = headers.get('x-amz-date') ?? headers.get('date')
  if (stamp === undefined)
    missing.push("Authorization header requires existence of either a 'X-Amz-Date' or a 'Date' header.")
  if (missing.length > 0) return incomplete(`${missing.join(' ')} Authorization ${quoted()}`)
  return assemble('header', {
    credential: parameters.get('Credential')!,
    signedHeaders: parameters.get('SignedHeaders')!,
    signature: parameters.get('Signature')!,
    timestamp: headers.has('x-amz-date') ? stamp! : basicInstant(stamp!),
    sessionToken: headers.get('x-amz-security-token'),
  })
}

/** An HTTP date counts as the moment it names. */
function basicInstant(stamp: string): string {
  const moment = parseInstant(stamp)
  return Number.isNaN(moment) ? stamp : isoInstant(moment).replace(/[:-]|\.\d{3}/g, '')
}

function readQuery({ query }: SignedRequest): Claim | Refusal {
  const parameters = new Map<string, string>()
  for (const [name, value] of queryPairs(query)) {
    if (!name.startsWith('X-Amz-')) continue
    if (parameters.has(name)) return incomplete(`The query-string parameter '${name}' is given more than once.`)
    parameters.set(name, decoded(value))
  }
  const missing = ['Algorithm', 'Credential', 'Signature', 'SignedHeaders', 'Date', 'Expires']
    .filter((name) => !parameters.get(`X-Amz-${name}`))
    .map((name) => `AWS query-string parameters must include 'X-Amz-${name}'.`)
  if (missing.length > 0) return incomplete(`${missing.join(' ')} Re-examine the query-string parameters.`)
  const named = parameters.get('X-Amz-Algorithm')!
  if (named !== algorithm) return invalid(`Unsupported AWS 'algorithm': '${named}'.`)
  const expires = parameters.get('X-Amz-Expires')!
  if (!/^\d{1,9}$/.test(expires)) return incomplete('X-Amz-Expires should be a number')
  if (Number(expires) > weekSeconds)
    return invalid(
      `X-Amz-Expires must be less than a week (in seconds); that is, the given X-Amz-Expires must be less than ${weekSeconds} seconds`,
    )
  return assemble('query', {
    credential: parameters.get('X-Amz-Credential')!,
    signedHeaders: parameters.get('X-Amz-SignedHeaders')!,
    signature: parameters.get('X-Amz-Signature')!,
    timestamp: parameters.get('X-Amz-Date')!,
    sessionToken: parameters.get('X-Amz-Security-Token'),
    expiresSeconds: Number(expires),
  })
}

function decoded(value: string): string {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}

interface Parts {
  credential: string
  signedHeaders: string
  signature: string
  timestamp: string
  sessionToken?: string
  expiresSeconds?: number
}

function assemble(form: Claim['form'], parts: Parts): Claim | Refusal {
  const { credential, timestamp } = parts
  const [accessKeyId = '', date = '', region = '', service = '', terminator, ...more] = credential
    .slice(0, credentialCharactersMax)
    .split('/')
  if (terminator === undefined || more.length > 0 || credential.length > credentialCharactersMax || accessKeyId === '')
    return incomplete(
      `Credential must have exactly 5 slash-delimited elements, e.g. keyid/date/region/service/term, got '${credential.slice(0, credentialCharactersMax)}'`,
    )
  if (terminator !== 'aws4_request')
    return invalid(`Credential should be scoped with a valid terminator: 'aws4_request', not '${terminator}'.`)
  const signedAt = parseBasicInstant(timestamp)
  if (Number.isNaN(signedAt))
    return incomplete(
      `Date must be in ISO-8601 'basic format'. Got '${timestamp.slice(0, 100)}'. See http://en.wikipedia.org/wiki/ISO_8601`,
    )
  if (!timestamp.startsWith(date) || date.length !== 8)
    return invalid(
      `Date in Credential scope does not match YYYYMMDD from ISO-8601 version of date from HTTP: '${date}' != '${timestamp.slice(0, 8)}', from '${timestamp}'.`,
    )
  const signedHeaders = parts.signedHeaders.split(';', signedHeadersMax + 1)
  if (signedHeaders.length > signedHeadersMax || new Set(signedHeaders).size < signedHeaders.length)
    return invalid(`SignedHeaders must name at most ${signedHeadersMax} headers, each of them once.`)
  return {
    form,
    accessKeyId,
    scope: `${date}/${region}/${service}/aws4_request`,
    date,
    region,
    service,
    signedHeaders,
    signature: parts.signature,
    timestamp,
    signedAt,
    expiresSeconds: parts.expiresSeconds,
    sessionToken: parts.sessionToken,
  }
}
