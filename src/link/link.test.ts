import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { empty, text, utf8 } from '../base/bytes.ts'
import { systemClock } from '../base/clock.io.ts'
import { SeededRandom } from '../base/random.ts'
import { VirtualClock } from '../base/virtual-clock.ts'
import { LinkLost, type LinkService, type Message, RemoteFailure } from './link.ts'
import { connectLink } from './link-client.io.ts'
import { serveLink } from './link-server.io.ts'

const directory = mkdtempSync(join(tmpdir(), 'roost-link-'))
after(() => rmSync(directory, { recursive: true }))
let sockets = 0
const never = new AbortController().signal

/** A server with these handlers and a connected client of it. */
async function linked(service: Partial<LinkService>, clock = systemClock) {
  const path = join(directory, `${++sockets}.sock`)
  const whole = { calls: {}, topics: {}, ...service }
  const server = await serveLink(path, whole, systemClock)
  const up = Promise.withResolvers<void>()
  const client = connectLink(path, { clock, random: new SeededRandom(1), onConnected: () => up.resolve() })
  await up.promise
  return { client, server, path, whole, [Symbol.asyncDispose]: () => (client.close(), server.close()) }
}

async function collect(items: AsyncIterable<Message>): Promise<Message[]> {
  const all: Message[] = []
  for await (const item of items) all.push(item)
  return all
}

const echo = async (message: Message) => message
const message = (head: unknown, body = empty): Message => ({ head, body })

test('a call brings its head and its bytes there and back', async () => {
  await using link = await linked({ calls: { echo } })
  const answer = await link.client.call('echo', message({ deep: ['ü', null] }, utf8('bytes \0 stay bytes')))
  assert.deepEqual(answer.head, { deep: ['ü', null] })
  assert.equal(text(answer.body), 'bytes \0 stay bytes')
})

test('a head may be nothing, and a message of any size comes through whole', async () => {
  await using link = await linked({ calls: { echo } })
  for (const size of [0, 1, 65_515, 65_524, 65_525, 65_526, 131_072, 1_000_003]) {
    const body = new Uint8Array(size).map((_, at) => at % 251)
    const answer = await link.client.call('echo', message(undefined, body))
    assert.equal(answer.head, null)
    assert.equal(Buffer.compare(answer.body, body), 0)
  }
})

test('a 70 MB body does not keep small calls waiting', async () => {
  await using link = await linked({ calls: { echo } })
  let arrived = false
  const large = link.client
    .call('echo', message('large', new Uint8Array(70 * 1024 * 1024)))
    .then(() => (arrived = true))
  let answered = 0
  while (!arrived && answered < 20) {
    await link.client.call('echo', message('small'))
    if (!arrived) answered++
  }
  assert.equal(answered, 20)
  await large
})

test('what is too large to travel is refused before anything is sent', async () => {
  await using link = await linked({ calls: { echo } })
  await assert.rejects(link.client.call('echo', message(0, new Uint8Array(81 * 1024 * 1024))), RangeError)
  assert.equal((await link.client.call('echo', message('next'))).head, 'next')
})

test('many calls at once get each their own answer, in whatever order they end', async () => {
  const held: (() => void)[] = []
  const hold = async (asked: Message) => {
    await new Promise<void>((resolve) => held.push(resolve))
    return asked
  }
  await using link = await linked({ calls: { hold, echo } })
  const calls = Array.from({ length: 50 }, (_, at) => link.client.call('hold', message(at)))
  while (held.length < 50) await link.client.call('echo', message('is it there yet?'))
  for (const release of held.reverse()) release()
  assert.deepEqual(
    (await Promise.all(calls)).map((answer) => answer.head),
    Array.from({ length: 50 }, (_, at) => at),
  )
})

test('a handler that fails tells its words; an unknown name too', async () => {
  await using link = await linked({ calls: { fail: () => Promise.reject(new TypeError('no such thing')) } })
  const rejected = (method: string) => link.client.call(method, message(0)).catch((error: Error) => error)
  const failed = await rejected('fail')
  assert.ok(failed instanceof RemoteFailure)
  assert.equal(failed.message, 'TypeError: no such thing')
  assert.match(((await rejected('toString')) as Error).message, /nothing here is called toString/)
})

test('a caller that gives up is told so at once, and so is the handler', async () => {
  const stopped = Promise.withResolvers<unknown>()
  const started = Promise.withResolvers<void>()
  const slow = (_: Message, signal: AbortSignal) => {
    signal.addEventListener('abort', () => stopped.resolve(signal.reason))
    started.resolve()
    return new Promise<Message>(() => {})
  }
  await using link = await linked({ calls: { slow } })
  const patience = new AbortController()
  const call = link.client.call('slow', message(0), patience.signal)
  await started.promise
  patience.abort(new Error('enough'))
  await assert.rejects(call, /enough/)
  assert.match(String(await stopped.promise), /gave up/)
})

test('a call of a side that is away, or goes away meanwhile, is lost; the link comes back by itself', async () => {
  const started = Promise.withResolvers<void>()
  const hang = () => (started.resolve(), new Promise<Message>(() => {}))
  async function* quiet(_: unknown, signal: AbortSignal) {
    yield message('one')
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  }
  const link = await linked({ calls: { hang, echo }, topics: { quiet } })
  const call = link.client.call('hang', message(0))
  const following = collect(link.client.subscribe('quiet', 0, never))
  await started.promise
  await link.server.close()
  await assert.rejects(call, LinkLost)
  await assert.rejects(following, LinkLost)
  await assert.rejects(link.client.call('echo', message(0)), LinkLost)
  assert.equal(link.client.connected, false)
  const server = await serveLink(link.path, link.whole, systemClock)
  while (!link.client.connected) await new Promise((resolve) => setImmediate(resolve))
  assert.equal((await link.client.call('echo', message('back'))).head, 'back')
  link.client.close()
  await server.close()
})

test('a feed comes in order to its end', async () => {
  async function* count(head: unknown) {
    for (let at = 0; at < (head as number); at++) yield message(at, new Uint8Array(at % 3 === 0 ? 100_000 : 3))
  }
  await using link = await linked({ topics: { count } })
  const items = await collect(link.client.subscribe('count', 100, never))
  assert.deepEqual(
    items.map((item) => item.head),
    Array.from({ length: 100 }, (_, at) => at),
  )
})

test('a feed that is not read is not produced, and one that is left is ended', async () => {
  let produced = 0
  const ended = Promise.withResolvers<void>()
  async function* endless() {
    try {
      for (;;) yield message(produced++)
    } finally {
      ended.resolve()
    }
  }
  await using link = await linked({ calls: { echo }, topics: { endless } })
  const feed = link.client.subscribe('endless', 0, never)[Symbol.asyncIterator]()
  await feed.next()
  for (let round = 0; round < 20; round++) await link.client.call('echo', message(0))
  assert.ok(produced <= 20, `${produced} items for one that was read`)
  for (let read = 0; read < 100; read++) await feed.next()
  assert.ok(produced >= 100 && produced <= 120, `${produced} items for 101 that were read`)
  await feed.return?.()
  await ended.promise
})

test('a reader that gives up ends the feed without an error; a feed that fails tells its words', async () => {
  async function* quiet(_: unknown, signal: AbortSignal) {
    yield message('one')
    await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()))
  }
  // oxlint-disable-next-line require-yield
  async function* broken(): AsyncGenerator<Message> {
    throw new Error('the well is dry')
  }
  await using link = await linked({ topics: { quiet, broken } })
  const patience = new AbortController()
  const heads: unknown[] = []
  for await (const item of link.client.subscribe('quiet', 0, patience.signal)) {
    heads.push(item.head)
    patience.abort()
  }
  assert.deepEqual(heads, ['one'])
  await assert.rejects(collect(link.client.subscribe('broken', 0, never)), /the well is dry/)
})

test('a side that says nothing any more counts as gone', async () => {
  const clock = new VirtualClock()
  const server = await serveLink(join(directory, 'silent.sock'), { calls: { echo }, topics: {} }, new VirtualClock())
  const up = Promise.withResolvers<void>()
  const client = connectLink(join(directory, 'silent.sock'), {
    clock,
    random: new SeededRandom(1),
    onConnected: () => up.resolve(),
  })
  await up.promise
  await clock.advance(15_000)
  assert.equal(client.connected, true)
  await clock.advance(5_000)
  assert.equal(client.connected, false)
  client.close()
  await server.close()
})

test('somebody who speaks another language is cut off, and nobody else notices', async () => {
  await using link = await linked({ calls: { echo } })
  const stranger = connect(link.path)
  stranger.on('error', () => {})
  stranger.write('GET / HTTP/1.1\r\n\r\n')
  await new Promise((resolve) => stranger.on('close', resolve))
  assert.equal((await link.client.call('echo', message('still there'))).head, 'still there')
})
