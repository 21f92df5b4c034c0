import { createHash, createHmac } from 'node:crypto'
import { SignatureV4 } from '@smithy/signature-v4'
import { utf8 } from '../../base/bytes.ts'
import { systemDigest } from '../../base/digest.io.ts'
import type { AccountId, Region } from '../../base/identity.ts'
import { VirtualClock } from '../../base/virtual-clock.ts'
import type { AccessKeyRecord } from '../../lambda/resources.ts'
import { Authenticator } from '../authenticate.ts'
import { readHeaders } from '../headers.ts'
import type { SignedRequest } from './claim.ts'

export const now = 1_700_000_000_000
export const record: AccessKeyRecord = {
  accessKeyId: 'AKIDEXAMPLE',
  secretAccessKey: 'wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY',
  account: '111111111111' as AccountId,
  principal: 'arn:aws:iam::111111111111:user/ann',
  createdAt: '2023-01-01T00:00:00Z',
}
export const temporary: AccessKeyRecord = { ...record, accessKeyId: 'ASIATEMPORARY', sessionToken: 'session/token==' }
export const expired: AccessKeyRecord = { ...temporary, accessKeyId: 'ASIAEXPIRED', expiresAt: now - 1 }
const keys = new Map([record, temporary, expired].map((key) => [key.accessKeyId, key]))

export const authenticatorAt = (at = now, anyCredentials = false) =>
  new Authenticator({
    clock: new VirtualClock(at),
    digest: systemDigest,
    credentials: { find: (id) => keys.get(id) },
    region: 'us-east-1' as Region,
    anyCredentials,
    services: new Set(['lambda', 'logs', 's3']),
  })

export interface Wire {
  method: string
  path: string
  query?: Record<string, string | string[]>
  headers?: Record<string, string>
  body?: string
}

/** Node's crypto in the shape that the SDK's signer wants. */
class Sha256 {
  #hash
  constructor(secret?: string | ArrayBuffer | ArrayBufferView) {
    this.#hash = secret ? createHmac('sha256', secret as Uint8Array) : createHash('sha256')
  }
  update(data: string | Uint8Array): void {
    this.#hash.update(data)
  }
  digest(): Promise<Uint8Array> {
    return Promise.resolve(this.#hash.digest())
  }
  reset(): void {}
}

export const signer = (key = record, service = 'lambda', region = 'us-east-1') =>
  new SignatureV4({
    credentials: {
      accessKeyId: key.accessKeyId,
      secretAccessKey: key.secretAccessKey,
      sessionToken: key.sessionToken,
    },
    service,
    region,
    sha256: Sha256 as never,
    uriEscapePath: service !== 's3',
    applyChecksum: true,
  })

export const ofSdk = ({ method, path, query = {}, headers = {}, body = '' }: Wire) => ({
  method,
  protocol: 'http:',
  hostname: 'localhost',
  path,
  query,
  headers: { host: 'localhost:9001', ...headers },
  body,
})

export const escape = (text: string) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
const queryText = (query: Record<string, string | string[] | null> = {}) =>
  Object.entries(query)
    .flatMap(([name, value]) => [value ?? ''].flat().map((each) => `${escape(name)}=${escape(each)}`))
    .join('&')

export function received(signed: {
  method: string
  path: string
  query?: Record<string, string | string[] | null>
  headers: Record<string, string>
}): SignedRequest {
  const headers = readHeaders(
    Object.entries(signed.headers).flatMap(([name, value]) => [name, Buffer.from(value).toString('latin1').trim()]),
  )
  if ('exception' in headers) throw new Error(headers.message ?? '')
  return { method: signed.method, path: signed.path, query: queryText(signed.query), headers }
}

export async function sign(wire: Wire, key = record, at = now, service = 'lambda'): Promise<SignedRequest> {
  return received(await signer(key, service).sign(ofSdk(wire), { signingDate: new Date(at) }))
}

export async function presign(wire: Wire, expiresIn: number, key = record, at = now): Promise<SignedRequest> {
  return received(await signer(key).presign(ofSdk(wire), { signingDate: new Date(at), expiresIn }))
}

/** 'in', or why not. */
export function judge(request: SignedRequest, body = '', at = now): string {
  const credential = authenticatorAt(at).read(request)
  if ('exception' in credential) return `${credential.exception}: ${credential.message}`
  const proof = credential.prove(utf8(body))
  return 'exception' in proof ? `${proof.exception}: ${proof.message}` : 'in'
}

export const change = (request: SignedRequest, name: string, value: string | undefined): SignedRequest => {
  const headers = new Map(request.headers)
  if (value === undefined) headers.delete(name)
  else headers.set(name, value)
  return { ...request, headers }
}
export const authorizationWith = (request: SignedRequest, from: string | RegExp, to: string) =>
  change(request, 'authorization', request.headers.get('authorization')!.replace(from, to))

export const invoke: Wire = {
  method: 'POST',
  path: '/2015-03-31/functions/f/invocations',
  headers: { 'content-type': 'application/json', 'X-Amz-Invocation-Type': 'RequestResponse' },
  body: '{"a":1}',
}
export const mismatch = /^InvalidSignatureException: The request signature we calculated does not match/
