import { createHash, createHmac } from 'node:crypto'
import { request } from 'node:http'
import { Complaint, exit } from './command.ts'
import type { Connection } from './data-directory.ts'

export interface Answer {
  status: number
  headers: Record<string, string | string[] | undefined>
  body: Buffer
}

export interface Call {
  method: string
  /** Encoded path and query. */
  path: string
  body?: Buffer | string
  headers?: Record<string, string>
  service?: string
}

/** The command line's own client: the public API over signed requests, as any SDK makes them (SigV4). */
export function callRoost(connection: Connection, call: Call): Promise<Answer> {
  const url = new URL(connection.endpoint)
  const body = Buffer.from(call.body ?? '')
  const headers = sign(connection, call, url.host, body)
  return new Promise((resolve, reject) => {
    const outgoing = request(
      { host: url.hostname, port: url.port, method: call.method, path: call.path, headers },
      (incoming) => {
        const parts: Buffer[] = []
        incoming.on('data', (part: Buffer) => parts.push(part))
        incoming.on('error', reject)
        incoming.on('end', () =>
          resolve({ status: incoming.statusCode!, headers: incoming.headers, body: Buffer.concat(parts) }),
        )
      },
    )
    outgoing.on('error', () =>
      reject(new Complaint(`Roost does not answer at ${connection.endpoint}; 'roost up' starts it`, exit.unavailable)),
    )
    outgoing.end(body)
  })
}

/** The parsed answer; AWS's refusal becomes one line on stderr. */
export async function callJson<T>(connection: Connection, call: Call): Promise<T> {
  const answer = await callRoost(connection, call)
  const text = answer.body.toString('utf8')
  if (answer.status < 300) return (text === '' ? {} : JSON.parse(text)) as T
  throw refusalComplaint(answer)
}

export function refusalComplaint(answer: Answer): Complaint {
  const type = String(answer.headers['x-amzn-errortype'] ?? answer.status)
  let message = answer.body.toString('utf8')
  try {
    const body = JSON.parse(message) as { message?: string; Message?: string }
    message = body.message ?? body.Message ?? message
  } catch {
    // Not JSON: the text itself is what was said.
  }
  return new Complaint(`${type}: ${message}`, answer.status === 404 ? exit.notFound : exit.refused)
}

function sign(connection: Connection, call: Call, host: string, body: Buffer): Record<string, string> {
  const date = new Date().toISOString().replace(/[:-]|\.\d{3}/g, '')
  const hash = createHash('sha256').update(body).digest('hex')
  const signed: Record<string, string> = { ...call.headers, host, 'x-amz-content-sha256': hash, 'x-amz-date': date }
  const names = Object.keys(signed)
    .map((name) => name.toLowerCase())
    .sort()
  const lower = Object.fromEntries(Object.entries(signed).map(([name, value]) => [name.toLowerCase(), value]))
  const [path = '/', query = ''] = call.path.split('?')
  const canonical = [
    call.method,
    // Each segment is encoded twice in what is signed, once on the wire.
    path
      .split('/')
      .map((segment) => encodeURIComponent(segment))
      .join('/'),
    query
      .split('&')
      .filter(Boolean)
      .map((pair) => (pair.includes('=') ? pair : `${pair}=`))
      .sort()
      .join('&'),
    ...names.map((name) => `${name}:${lower[name]!.trim()}`),
    '',
    names.join(';'),
    hash,
  ].join('\n')
  const scope = `${date.slice(0, 8)}/${connection.region}/${call.service ?? 'lambda'}/aws4_request`
  const toSign = `AWS4-HMAC-SHA256\n${date}\n${scope}\n${createHash('sha256').update(canonical).digest('hex')}`
  let key: Buffer = Buffer.from(`AWS4${connection.secretAccessKey}`)
  for (const part of scope.split('/')) key = createHmac('sha256', key).update(part).digest()
  const signature = createHmac('sha256', key).update(toSign).digest('hex')
  const credential = `${connection.accessKeyId}/${scope}`
  return {
    ...signed,
    'content-length': String(body.length),
    authorization: `AWS4-HMAC-SHA256 Credential=${credential}, SignedHeaders=${names.join(';')}, Signature=${signature}`,
  }
}
