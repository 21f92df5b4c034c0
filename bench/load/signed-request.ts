import { createHash, createHmac } from 'node:crypto'

export interface Target {
  host: string
  port: number
}

export interface Credentials {
  region: string
  accessKeyId: string
  secretAccessKey: string
}

/** A POST as it goes over the wire. A Target is enough for servers that ask for no signature. */
export function plainRequest({ host, port }: Target, path: string, body: string): Buffer {
  return Buffer.from(
    `POST ${path} HTTP/1.1\r\nHost: ${host}:${port}\r\nContent-Type: application/json\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

export interface SignedRequest {
  /** Default: POST. */
  method?: string
  path: string
  /** Values as they are, not yet encoded. */
  query?: Readonly<Record<string, string>>
  body?: string
}

/**
 * The same, signed by SigV4 as SDKs sign it (host, date and the body's hash). A signature holds for five minutes, so that the bytes
 * may be sent again and again; whoever receives them must check each time.
 */
export function signedRequest(target: Target, credentials: Credentials, request: SignedRequest): Buffer {
  const { body = '', method = 'POST', path } = request
  const date = new Date().toISOString().replace(/[:-]|\.\d{3}/g, '')
  const host = `${target.host}:${target.port}`
  const bodyHash = sha256(body)
  const query = queryOf(request)
  const names = 'content-type;host;x-amz-content-sha256;x-amz-date'
  const signedHeaders = `content-type:application/json\nhost:${host}\nx-amz-content-sha256:${bodyHash}\nx-amz-date:${date}\n`
  const canonical = `${method}\n${path}\n${query}\n${signedHeaders}\n${names}\n${bodyHash}`
  const scope = `${date.slice(0, 8)}/${credentials.region}/lambda/aws4_request`
  let key: Buffer = Buffer.from(`AWS4${credentials.secretAccessKey}`)
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest()
  const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`
  const signature = createHmac('sha256', key).update(toSign).digest('hex')
  const credential = `${credentials.accessKeyId}/${scope}`
  return Buffer.from(
    `${method} ${path}${query && `?${query}`} HTTP/1.1\r\nHost: ${host}\r\nContent-Type: application/json\r\n` +
      `X-Amz-Content-Sha256: ${bodyHash}\r\nX-Amz-Date: ${date}\r\n` +
      `Authorization: AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names}, Signature=${signature}\r\n` +
      `Content-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
  )
}

const queryOf = ({ query = {} }: SignedRequest): string =>
  Object.keys(query)
    .sort()
    .map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(query[name]!)}`)
    .join('&')

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')
