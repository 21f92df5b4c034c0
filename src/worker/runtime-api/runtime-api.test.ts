import assert from 'node:assert/strict'
import { once } from 'node:events'
import { Agent, type IncomingMessage, request } from 'node:http'
import { connect } from 'node:net'
import { after, afterEach, before, beforeEach, describe, test } from 'node:test'
import { text, utf8 } from '../../base/bytes.ts'
import { systemClock } from '../../base/clock.io.ts'
import { systemRandom } from '../../base/random.io.ts'
import { openParty } from '../extensions/party.ts'
import type { Adoption } from '../lanes/lane.ts'
import type { LaneListener, RuntimeLane } from '../lanes/runtime-lane.ts'
import type { EnvironmentSpec } from '../worker.ts'
import { openRuntimeApi } from './runtime-api.io.ts'

const nobody = openParty({ functionName: 'f', version: '1', handler: 'h', account: '0' } as EnvironmentSpec, [], {
  clock: systemClock,
  identify: () => systemRandom.uuid(),
})
const requestId = 'c0ffee00-0000-4000-8000-000000000001'
const head = { requestId, deadlineMs: 1_700_000_000_000.4, invokedArn: 'arn:aws:lambda:x', traceId: 'Root=1-2-3' }

let api: { lane: RuntimeLane; port: number; close(): Promise<void> }
let heard: string[]
let onWord: () => void
let agent: Agent

before(() => {
  agent = new Agent({ keepAlive: true })
})
after(() => agent.destroy())
beforeEach(async () => {
  api = await openRuntimeApi(systemRandom).open(nobody)
  heard = []
  onWord = () => {}
  api.lane.listen(listener)
  api.lane.adopt({} as Adoption)
})
afterEach(() => api.close())

const hear = (word: string) => {
  heard.push(word)
  onWord()
}
const listener: LaneListener = {
  ready: () => hear('ready'),
  initialised: () => hear('initialised'),
  initFailed: (error, type) => hear(`initFailed ${type} ${text(error)}`),
  result: (payload) => hear(`result ${payload.length < 100 ? text(payload) : payload.length}`),
  error: (payload, type) => hear(`error ${type} ${text(payload)}`),
  lastError: () => hear('lastError'),
  streamStart: (type) => hear(`streamStart ${type}`),
  streamChunk: (chunk) => hear(`chunk ${text(chunk)}`),
  streamEnd: (error) => hear(`streamEnd ${error ? text(error) : ''}`),
  log: () => hear('log'),
  violated: () => hear('violated'),
}

async function until(word: string) {
  while (!heard.some((each) => each.startsWith(word))) await new Promise<void>((resolve) => (onWord = resolve))
}

interface Answer {
  status: number
  headers: IncomingMessage['headers']
  body: string
}

function call(method: string, path: string, body?: string | Uint8Array, headers = {}): Promise<Answer> {
  const { port } = api
  return new Promise((resolve, reject) => {
    const sent = request({ host: '127.0.0.1', port, method, path: `/2018-06-01${path}`, headers, agent }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () =>
        resolve({ status: answer.statusCode!, headers: answer.headers, body: Buffer.concat(parts).toString() }),
      )
    })
    sent.on('error', reject)
    sent.end(body)
  })
}

const dial = () => connect(api.port, '127.0.0.1')
const next = () => call('GET', '/runtime/invocation/next')
const respond = (body: string | Uint8Array, headers = {}, id = requestId) =>
  call('POST', `/runtime/invocation/${id}/response`, body, headers)
const errorTypeOf = ({ status, body }: Answer) => `${status} ${(JSON.parse(body) as { errorType: string }).errorType}`

describe('a runtime', () => {
  test('gets its invocation with all that is said about it, and answers it', async () => {
    const asked = next()
    await until('initialised')
    const more = { clientContext: '{\n"a": "ü"}', identity: '{"cognitoIdentityId":"i"}', tenantId: 't' }
    api.lane.invoke({ ...head, ...more }, utf8('{"hello":"ü"}'))
    const { status, headers, body } = await asked
    assert.deepEqual([status, body], [200, '{"hello":"ü"}'])
    assert.equal(headers['content-type'], 'application/json')
    assert.equal(headers['lambda-runtime-aws-request-id'], requestId)
    assert.equal(headers['lambda-runtime-deadline-ms'], '1700000000000')
    assert.equal(headers['lambda-runtime-invoked-function-arn'], head.invokedArn)
    assert.equal(headers['lambda-runtime-trace-id'], head.traceId)
    assert.equal(utf8Of(headers['lambda-runtime-client-context']), '{ "a": "ü"}')
    assert.equal(headers['lambda-runtime-cognito-identity'], more.identity)
    assert.equal(headers['lambda-runtime-aws-tenant-id'], 't')
    const claim = { 'Lambda-Runtime-Invocation-Id': headers['lambda-runtime-invocation-id'] }
    const answered = await respond('{"n":1}', claim)
    assert.deepEqual([answered.status, JSON.parse(answered.body)], [202, { status: 'OK' }])
    assert.deepEqual(heard, ['initialised', 'result {"n":1}'])
  })

  test('is not told what nobody said', async () => {
    api.lane.invoke({ ...head, traceId: '' }, utf8(''))
    const { headers } = await next()
    const absent = ['lambda-runtime-trace-id', 'lambda-runtime-client-context', 'lambda-runtime-cognito-identity']
    assert.deepEqual(
      absent.filter((name) => name in headers),
      [],
    )
  })

  test('cannot be made to read a header that its caller wrote into a value', async () => {
    api.lane.invoke({ ...head, traceId: 'Root=1\r\nLambda-Runtime-Deadline-Ms: 1' }, utf8('{}'))
    assert.equal((await next()).headers['lambda-runtime-deadline-ms'], '1700000000000')
  })

  test('may ask again when its connection broke, and misses nothing', async () => {
    const socket = dial()
    socket.write('GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n\r\n')
    await until('initialised')
    socket.destroy()
    await once(socket, 'close')
    const asked = next()
    await call('GET', '/ping')
    api.lane.invoke(head, utf8('{}'))
    assert.equal((await asked).status, 200)
  })

  test('is told when it does things out of order', async () => {
    assert.equal(errorTypeOf(await respond('x')), '400 InvalidRequestID')
    api.lane.invoke(head, utf8('{}'))
    await next()
    assert.equal(errorTypeOf(await next()), '403 InvalidStateTransition')
    assert.equal(errorTypeOf(await respond('x', {}, 'another')), '400 InvalidRequestID')
    assert.equal(errorTypeOf(await respond('x', { 'Lambda-Runtime-Invocation-Id': 'y' })), '400 InvalidInvocationId')
    const mode = { 'Lambda-Runtime-Function-Response-Mode': 'other' }
    assert.equal(errorTypeOf(await respond('x', mode)), '400 InvalidFunctionResponseMode')
    assert.equal(errorTypeOf(await call('POST', '/runtime/init/error', '{}')), '403 InvalidStateTransition')
    assert.equal((await respond('first')).status, 202)
    assert.equal(errorTypeOf(await respond('second')), '403 InvalidStateTransition')
    assert.deepEqual(heard, ['initialised', 'result first'])
  })

  test('may answer six megabytes and a hundred bytes, and not one more', async () => {
    for (const [bytes, status, word] of [
      [6_291_556, 202, 'result 6291556'],
      [6_291_557, 413, 'error Function.ResponseSizeTooLarge'],
    ] as const) {
      api.lane.invoke(head, utf8('{}'))
      await next()
      const answer = await respond(Buffer.alloc(bytes, 'x'))
      assert.equal(answer.status, status)
      if (status === 413) assert.match(answer.body, /Exceeded maximum allowed payload size \(6291556 bytes\)\./)
      assert.equal(heard.at(-1)!.slice(0, word.length), word)
    }
  })

  test("tells its function's errors", async () => {
    const types = { 'Function.Bad': 'Function.Bad', 'Function.<x>': 'Function.Unknown', errorString: 'Runtime.Unknown' }
    for (const [said, type] of Object.entries(types)) {
      api.lane.invoke(head, utf8('{}'))
      await next()
      const error = '{"errorMessage":"m","errorType":"E"}'
      const header = { 'Lambda-Runtime-Function-Error-Type': said }
      assert.equal((await call('POST', `/runtime/invocation/${requestId}/error`, error, header)).status, 202)
      assert.equal(heard.at(-1), `error ${type} ${error}`)
    }
  })

  test('that cannot load its function says so before it is adopted, and is heard', async () => {
    const other = await openRuntimeApi(systemRandom).open(nobody)
    const own = api
    api = other
    const error = '{"errorMessage":"no","errorType":"Runtime.NoSuch"}'
    const header = { 'Lambda-Runtime-Function-Error-Type': 'Runtime.NoSuch' }
    assert.equal((await call('POST', '/runtime/init/error', error, header)).status, 202)
    other.lane.listen(listener)
    other.lane.adopt({} as Adoption)
    assert.deepEqual(heard, [`initFailed Runtime.NoSuch ${error}`])
    await other.close()
    api = own
  })
})

describe('a streamed answer', () => {
  const streaming = { 'Lambda-Runtime-Function-Response-Mode': 'streaming', 'Content-Type': 'text/plain' }

  async function open(trailer = '') {
    api.lane.invoke(head, utf8('{}'))
    await next()
    const lines = Object.entries({ ...streaming, ...(trailer && { Trailer: trailer }) }).map((pair) => pair.join(': '))
    const socket = dial()
    const path = `/2018-06-01/runtime/invocation/${requestId}/response`
    socket.write(`POST ${path} HTTP/1.1\r\nTransfer-Encoding: chunked\r\n${lines.join('\r\n')}\r\n\r\n`)
    return socket
  }

  test('is heard while it comes into being', async () => {
    const socket = await open()
    socket.write('3\r\none\r\n')
    await until('chunk one')
    socket.write('3\r\ntwo\r\n')
    await until('chunk two')
    socket.write('0\r\n\r\n')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    assert.match(answer.toString(), /^HTTP\/1\.1 202 /)
    assert.deepEqual(heard.slice(1), ['streamStart text/plain', 'chunk one', 'chunk two', 'streamEnd '])
    socket.destroy()
  })

  test('that fails in its midst says so in its trailers', async () => {
    const socket = await open('Lambda-Runtime-Function-Error-Type, Lambda-Runtime-Function-Error-Body')
    const error = '{"errorType":"Mine","errorMessage":"ü"}'
    const trailers = `Lambda-Runtime-Function-Error-Type: Mine\r\nLambda-Runtime-Function-Error-Body: ${Buffer.from(error).toString('base64')}\r\n`
    socket.write(`3\r\none\r\n0\r\n${trailers}\r\n`)
    await until('streamEnd')
    assert.equal(heard.at(-1), `streamEnd ${error}`)
    socket.destroy()
  })

  test('is known by its pieces, where the runtime does not say that it streams', async () => {
    api.lane.invoke(head, utf8('{}'))
    await next()
    const socket = dial()
    const path = `/2018-06-01/runtime/invocation/${requestId}/response`
    socket.write(`POST ${path} HTTP/1.1\r\nTransfer-Encoding: chunked\r\nContent-Type: text/html\r\n\r\n3\r\none\r\n`)
    await until('chunk one')
    socket.destroy()
  })

  test('of JSON in pieces is an answer like others, with an error where its trailers have one', async () => {
    for (const [trailer, word] of [
      ['', 'result 1'],
      ['Lambda-Runtime-Function-Error-Type: Runtime.Odd\r\n', 'error Runtime.Odd {"errorType":"Runtime.Odd"'],
    ] as const) {
      api.lane.invoke(head, utf8('{}'))
      await next()
      const socket = dial()
      const path = `/2018-06-01/runtime/invocation/${requestId}/response`
      const headers = 'Transfer-Encoding: chunked\r\nContent-Type: application/json'
      socket.write(`POST ${path} HTTP/1.1\r\n${headers}\r\n\r\n1\r\n1\r\n0\r\n${trailer}\r\n`)
      await once(socket, 'data')
      assert.equal(heard.at(-1)!.slice(0, word.length), word)
      socket.destroy()
    }
  })

  test('that breaks off is an error', async () => {
    const socket = await open()
    socket.write('3\r\none\r\n')
    await until('chunk one')
    socket.destroy()
    await until('streamEnd')
    assert.match(heard.at(-1)!, /Runtime\.TruncatedResponse/)
  })

  test('nobody reads any more is no part of the next one', async () => {
    const socket = await open()
    socket.write('3\r\none\r\n')
    await until('chunk one')
    api.lane.invoke({ ...head, requestId: 'second' }, utf8('{}'))
    socket.write('3\r\ntwo\r\n0\r\n\r\n')
    await once(socket, 'data')
    await next()
    await respond('mine', {}, 'second')
    assert.deepEqual(heard.slice(-2), ['chunk one', 'result mine'])
    socket.destroy()
  })

  test('waits for a caller who reads slowly', async () => {
    const socket = await open()
    socket.write('3\r\none\r\n')
    await until('chunk one')
    api.lane.pause()
    const chunk = Buffer.from(`10000\r\n${'x'.repeat(0x10000)}\r\n`)
    for (let time = 0; time < 320; time++) socket.write(chunk)
    socket.write('0\r\n\r\n')
    const heardBytes = () => heard.reduce((sum, word) => sum + (word.startsWith('chunk ') ? word.length - 6 : 0), 0)
    // Round trips on other connections: time enough for all of it, were it read.
    for (let time = 0; time < 20; time++) await call('GET', '/ping')
    assert.ok(heardBytes() < 1024 * 1024, `${heardBytes()} bytes were read for somebody who does not read`)
    api.lane.resume()
    await until('streamEnd')
    assert.equal(heardBytes(), 320 * 0x10000 + 3)
    socket.destroy()
  })
})

describe('the listener', () => {
  test('says what it does not offer', async () => {
    const answers: [string, string, string][] = [
      ['GET', '/nowhere', '404 NotFound'],
      ['POST', '/runtime/invocation/next', '405 MethodNotAllowed'],
      ['PUT', '/../2022-07-01/telemetry', '404 NotFound'],
    ]
    for (const [method, path, expected] of answers) assert.equal(errorTypeOf(await call(method, path)), expected)
    assert.equal((await call('GET', '/ping')).body, 'pong')
  })

  test('answers pipelined requests in their order', async () => {
    const socket = dial()
    const ask = 'GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n\r\n'
    const answer = `POST /2018-06-01/runtime/invocation/${requestId}/response HTTP/1.1\r\nContent-Length: 1\r\n\r\n1`
    const ping = 'GET /2018-06-01/ping HTTP/1.1\r\n\r\n'
    socket.write(ask + answer + ping.repeat(100))
    await until('initialised')
    api.lane.invoke(head, utf8('{"event":1}'))
    let said = ''
    socket.on('data', (part) => (said += part.toString()))
    while (said.split('pong').length <= 100) await once(socket, 'data')
    assert.deepEqual([...said.matchAll(/\{"event":1\}|"OK"|pong/g)].slice(0, 3).join(), '{"event":1},"OK",pong')
    assert.equal(heard.at(-1), 'result 1')
    socket.destroy()
  })

  test('bids clients go on that ask before they send', async () => {
    api.lane.invoke(head, utf8('{}'))
    await next()
    const answer = await respond('{}', { Expect: '100-continue', 'Content-Length': 2 })
    assert.equal(answer.status, 202)
  })

  test('closes on what is no HTTP', async () => {
    const socket = dial()
    socket.write('POST / HTTP/1.1\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n')
    const [answer] = (await once(socket, 'data')) as [Buffer]
    assert.match(answer.toString(), /^HTTP\/1\.1 400 /)
    await once(socket, 'close')
  })
})

const utf8Of = (header: string | string[] | undefined) => Buffer.from(String(header), 'latin1').toString()
