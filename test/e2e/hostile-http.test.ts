import assert from 'node:assert/strict'
import { createHash, createHmac } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { holdingsOf } from './harness/holdings.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

const hello = join(import.meta.dirname, '../../examples/hello')
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const hmac = (key: string | Buffer, text: string) => createHmac('sha256', key).update(text).digest()

describe('hostile HTTP, over bare sockets', () => {
  let roost: StartedRoost
  let lambda: LambdaClient
  let key: { accessKeyId: string; secretAccessKey: string }
  let port: number

  before(async () => {
    roost = await startRoost()
    await roost.roost('deploy', hello)
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    key = { accessKeyId, secretAccessKey }
    port = Number(new URL(roost.endpoint).port)
    lambda = new LambdaClient({ endpoint: roost.endpoint, region: 'us-east-1', credentials: key })
  })
  after(async () => {
    lambda?.destroy()
    await roost?.remove()
  })

  const path = '/2015-03-31/functions/hello/invocations'

  /** A good request, in as many bytes as its parts say; each may be bent. */
  function signed(bend: { body?: string; at?: Date; sent?: string; secret?: string } = {}): string {
    const { body = '{}', at = new Date(), secret = key.secretAccessKey } = bend
    const sent = bend.sent ?? body
    const date = at.toISOString().replaceAll(/[-:]|\.\d+/g, '')
    const day = date.slice(0, 8)
    const scope = `${day}/us-east-1/lambda/aws4_request`
    const names = 'host;x-amz-content-sha256;x-amz-date'
    const headers = [`host:127.0.0.1:${port}`, `x-amz-content-sha256:${sha256(body)}`, `x-amz-date:${date}`]
    const canonical = ['POST', path, '', ...headers, '', names, sha256(body)].join('\n')
    const toSign = ['AWS4-HMAC-SHA256', date, scope, sha256(canonical)].join('\n')
    const keys = [day, 'us-east-1', 'lambda', 'aws4_request']
    const signingKey = keys.reduce<string | Buffer>((from, part) => hmac(from, part), `AWS4${secret}`)
    const signature = hmac(signingKey, toSign).toString('hex')
    return [
      `POST ${path} HTTP/1.1`,
      ...headers,
      `authorization: AWS4-HMAC-SHA256 Credential=${key.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
      `content-length: ${Buffer.byteLength(sent)}`,
      '',
      sent,
    ].join('\r\n')
  }

  /** Sends bytes, and gives all that comes until the other side closes or an answer is whole. */
  function talk(bytes: string | Buffer, { end = false } = {}): Promise<string> {
    return new Promise((resolve) => {
      const socket: Socket = connect(port, '127.0.0.1')
      let heard = ''
      const done = () => {
        socket.destroy()
        resolve(heard)
      }
      socket.on('data', (chunk: Buffer) => {
        heard += chunk.toString('latin1')
        if (isWhole(heard)) done()
      })
      socket.on('close', done)
      socket.on('error', done)
      socket.write(bytes)
      if (end) socket.end()
    })
  }
  function isWhole(heard: string): boolean {
    const head = heard.indexOf('\r\n\r\n')
    const length = /^content-length: (\d+)\r$/im.exec(heard)
    return head !== -1 && length !== null && heard.length >= head + 4 + Number(length[1])
  }
  const statusOf = (heard: string) => Number(/^HTTP\/1\.1 (\d+)/.exec(heard)?.[1] ?? 0)
  const serves = async () => {
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'hello', Payload: '{"name":"you"}' }))
    assert.equal(Buffer.from(Payload!).toString(), '{"message":"Hello, you!"}')
  }

  test('a good request is answered', async () => assert.equal(statusOf(await talk(signed())), 200))

  const hour = 3_600_000
  const refused: [string, () => string, RegExp][] = [
    ['a wrong secret', () => signed({ secret: 'wrong' }), /^HTTP\/1\.1 403[^]*InvalidSignatureException/],
    ['an expired signature', () => signed({ at: new Date(Date.now() - hour) }), /^HTTP\/1\.1 403[^]*Signature expired/],
    [
      'one from the future',
      () => signed({ at: new Date(Date.now() + hour) }),
      /^HTTP\/1\.1 403[^]*Signature not yet current/,
    ],
    ['another body than was signed', () => signed({ sent: '{"a":1}' }), /^HTTP\/1\.1 403/],
    [
      'no signature',
      () => `POST ${path} HTTP/1.1\r\nhost: a\r\ncontent-length: 0\r\n\r\n`,
      /^HTTP\/1\.1 403[^]*MissingAuthenticationToken/,
    ],
    ['a body that is no JSON', () => signed({ body: '{"a' }), /^HTTP\/1\.1 400[^]*InvalidRequestContentException/],
    [
      'two lengths',
      () => signed().replace('content-length: 2', 'content-length: 2\r\ncontent-length: 3'),
      /^HTTP\/1\.1 400|^$/,
    ],
    [
      'a length and chunks',
      () => signed().replace('content-length: 2', 'content-length: 2\r\ntransfer-encoding: chunked'),
      /^HTTP\/1\.1 400|^$/,
    ],
    ['a bare carriage return', () => signed().replace('host:', 'x-a: b\rc: d\r\nhost:'), /^HTTP\/1\.1 400|^$/],
    [
      'a bare line feed in a header',
      () => signed().replace('\r\nhost:', '\nhost:'),
      /^HTTP\/1\.1 400|^$|^HTTP\/1\.1 200/,
    ],
    ['a NUL in the path', () => `GET /\0 HTTP/1.1\r\nhost: a\r\n\r\n`, /^HTTP\/1\.1 400|^$/],
    [
      'another host in the target',
      () => signed().replace(`POST ${path}`, `POST http://other.example${path}`),
      /^HTTP\/1\.1 40[03]/,
    ],
    [
      'a head without end',
      () => `GET / HTTP/1.1\r\n${'x-a: b\r\n'.repeat(20_000)}\r\n`,
      /^HTTP\/1\.1 431|^HTTP\/1\.1 400|^$/,
    ],
    ['no HTTP at all', () => 'hello\r\n\r\n', /^HTTP\/1\.1 400|^$/],
    [
      'a body beyond 6 MB',
      () => signed({ body: `"${'x'.repeat(7 << 20)}"` }),
      /^HTTP\/1\.1 413[^]*RequestTooLargeException/,
    ],
  ]
  for (const [what, bytes, answer] of refused)
    test(`refused: ${what}`, async () => {
      assert.match(await talk(bytes()), answer)
      await serves()
    })

  test('requests in a row over one connection have their answers in order', async () => {
    const heard = await new Promise<string>((resolve) => {
      const socket = connect(port, '127.0.0.1')
      let text = ''
      socket.on('data', (chunk: Buffer) => {
        text += chunk.toString()
        if (text.includes('third')) {
          socket.destroy()
          resolve(text)
        }
      })
      socket.write(['first', 'second', 'third'].map((name) => signed({ body: JSON.stringify({ name }) })).join(''))
    })
    assert.deepEqual(heard.match(/Hello, \w+!/g), ['Hello, first!', 'Hello, second!', 'Hello, third!'])
  })

  test('a client that closes its half has gone', async () => {
    await talk(signed(), { end: true })
    await serves()
  })

  test('hundreds of clients that say nothing, or only half of it, hold up nobody', async () => {
    const sockets = Array.from({ length: 300 }, (_, at) => {
      const socket = connect(port, '127.0.0.1')
      socket.on('error', () => {})
      socket.write(at % 2 ? '' : signed().slice(0, 200))
      return socket
    })
    await serves()
    for (const socket of sockets) socket.destroy()
    await serves()
  })

  test('and leave nothing behind', async () => {
    const before = await holdingsOf(roost)
    const sockets = Array.from({ length: 200 }, () => connect(port, '127.0.0.1').on('error', () => {}))
    await until('they are connected', async () => (await holdingsOf(roost)).sockets >= before.sockets + 200)
    for (const socket of sockets) socket.destroy()
    await until('their sockets are closed', async () => (await holdingsOf(roost)).sockets <= before.sockets + 10)
    assert.deepEqual((await holdingsOf(roost)).own, before.own, 'no process of Roost was lost over all this')
  })

  test('callers that leave do not count any more', async () => {
    const leave = () =>
      new Promise<void>((resolve) => {
        const socket = connect(port, '127.0.0.1', () => socket.write(signed(), () => (socket.destroy(), resolve())))
        socket.on('error', () => resolve())
      })
    await Promise.all(Array.from({ length: 100 }, leave))
    await until('nothing is busy', async () => {
      const { environments } = JSON.parse((await roost.roost('status', '--json')).stdout) as {
        environments: { busy: number }
      }
      return environments.busy === 0
    })
    await serves()
  })
})
