import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openAsyncPlane } from '../../src/async-plane/async-plane.ts'
import { utf8 } from '../../src/base/bytes.ts'
import type { AccountId, Region, RequestId } from '../../src/base/identity.ts'
import { integerBelow, SeededRandom } from '../../src/base/random.ts'
import { VirtualClock } from '../../src/base/virtual-clock.ts'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { openMemoryEventQueues } from '../../src/engines/memory/event-queues.ts'
import { openMemoryLeaseTable } from '../../src/engines/memory/lease-table.ts'
import { LeaseKeeper } from '../../src/leases/leases.ts'
import { openEventPollers, type ReadVitals } from '../../src/pollers/pollers.ts'
import { openQueueFinder } from '../../src/queues/queues.ts'
import { Slowdown } from '../../src/stability/slowdown.ts'
import type { Invocation, InvocationResult } from '../../src/sync-plane/sync-plane.ts'

const seed = process.env.ROOST_SEED ?? 'recovery'
const scope = { account: '111111111111' as AccountId, region: 'us-east-1' as Region }
const functions = Array.from({ length: 20 }, (_, at) => `f${at}`)
const cores = 4
const ms = { sync: 5, event: 10 }
const perSecond = { sync: 200, fresh: 20 }

/** A machine with so many cores: what runs at once shares them. Synchronous callers come steadily, each by chance. */
class World {
  readonly clock = new VirtualClock()
  readonly random = new SeededRandom(seed)
  readonly queues = openMemoryEventQueues()
  readonly slowdown = new Slowdown(this.clock, 10)
  readonly syncMs: number[] = []
  /** When each event ran, by its id; twice is a fault. */
  readonly ran = new Map<string, number>()
  readonly waitedMs: number[] = []
  #running = 0

  async work(baseMs: number): Promise<number> {
    const tookMs = baseMs * Math.max(1, ++this.#running / cores) * (0.9 + this.random.next() * 0.2)
    await this.clock.sleep(tookMs)
    this.#running--
    return tookMs
  }

  readonly vitals: ReadVitals = (calm) =>
    Promise.resolve({ sync: this.slowdown.read(calm), cpu: Math.min(1, this.#running / cores), memoryFree: 0.5 })

  /** Callers, until told to stop. */
  callers(): () => void {
    let stopped = false
    const next = () => {
      if (stopped) return
      void this.work(ms.sync).then((tookMs) => {
        this.syncMs.push(tookMs)
        this.slowdown.record('sync', tookMs)
      })
      this.clock.after((-Math.log(1 - this.random.next()) * 1000) / perSecond.sync, next)
    }
    next()
    return () => (stopped = true)
  }

  /** The p99 of so many seconds from now. */
  async syncP99(seconds: number): Promise<number> {
    this.syncMs.length = 0
    await this.clock.advance(seconds * 1000)
    return quantile(this.syncMs, 0.99)
  }

  pollers(vitals?: ReadVitals) {
    const { clock, queues, random } = this
    const finder = openQueueFinder({ shared: 8, expressMax: 20 })
    const parts = { catalog: openCatalog(), clock, random, queues, finder }
    const leases = new LeaseKeeper({ clock, table: openMemoryLeaseTable(), owner: 'one', ttlMs: 15_000 })
    const pollers = openEventPollers({
      ...parts,
      vitals,
      leases,
      invoker: { invoke: (invocation) => this.#invoke(invocation) },
      destinations: { deliver: () => Promise.resolve() },
      complain: (error) => assert.fail(String(error)),
    })
    return { pollers, plane: openAsyncPlane({ ...parts, onAppended: (queue) => pollers.wake(queue) }) }
  }

  async #invoke({ requestId }: Invocation): Promise<InvocationResult> {
    assert.ok(!this.ran.has(requestId), `${requestId} runs once`)
    this.ran.set(requestId, this.clock.now())
    await this.work(ms.event)
    return { ran: true, payload: utf8('1'), executedVersion: '$LATEST' }
  }

  /** Accepted before the outage, in the order of their ages. */
  async backlog(count: number): Promise<void> {
    const finder = openQueueFinder({ shared: 8, expressMax: 0 })
    for (let at = 0; at < count; at++) {
      const functionName = functions[integerBelow(this.random, functions.length)]!
      const key = `${scope.account}/${scope.region}/${functionName}/`
      const { queue } = finder.choose(key, (name) => this.queues.depth(name))
      const head = JSON.stringify({ ...scope, functionName, requestId: `old-${at}` })
      const acceptedAt = this.clock.now() - 1_200_000 + at
      await this.queues.append([{ queue, id: `old-${at}`, head, payload: utf8('{}'), acceptedAt }])
    }
  }

  get depth(): number {
    return this.queues.views().reduce((sum, { depth }) => sum + depth, 0)
  }
}

const quantile = (numbers: readonly number[], share: number): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(share * (numbers.length - 1))]!

const backlog = 4_000

test(`a backlog drains behind synchronous callers, and new events before old ones (seed ${seed})`, async (t) => {
  const world = new World()
  const stop = world.callers()
  const alone = await world.syncP99(20)
  await world.backlog(backlog)
  const { pollers, plane } = world.pollers(world.vitals)
  const started = world.clock.now()
  const sentAt = new Map<string, number>()
  let sent = 0
  world.syncMs.length = 0
  while (world.depth > 0 && world.clock.now() - started < 300_000) {
    for (let at = 0; at < perSecond.fresh / 2; at++) {
      const functionName = functions[integerBelow(world.random, functions.length)]!
      const requestId = `new-${sent++}` as RequestId
      sentAt.set(requestId, world.clock.now())
      assert.ok((await plane.accept({ ...scope, functionName, requestId, payload: utf8('{}') })).accepted)
      await world.clock.advance(500 / (perSecond.fresh / 2))
    }
  }
  const seconds = (world.clock.now() - started) / 1000
  const during = quantile(world.syncMs, 0.99)
  const waits = [...sentAt].map(([id, at]) => (world.ran.get(id) ?? Number.POSITIVE_INFINITY) - at)
  const fresh = quantile(waits, 0.99)
  t.diagnostic(
    `sync p99 alone ${alone.toFixed(1)} ms, while ${backlog} events drain ${during.toFixed(1)} ms; ` +
      `they took ${seconds} s; new events began after ${fresh} ms at p99`,
  )
  assert.equal(world.depth, 0, 'recovery ends')
  assert.equal(world.ran.size, backlog + sent, 'nobody is forgotten')
  assert.ok(during <= 1.5 * alone, `${during} ms against ${alone} ms`)
  assert.ok(fresh <= 5_000, `${fresh} ms`)
  stop()
  await pollers.close()
})

test('callers that come while a backlog drains are listened to first', async (t) => {
  const world = new World()
  await world.backlog(6_000)
  const { pollers } = world.pollers(world.vitals)
  await world.clock.advance(6_000)
  const stop = world.callers()
  await world.clock.advance(4_000)
  const during = await world.syncP99(10)
  const left = world.depth
  stop()
  while (world.depth > 0) await world.clock.advance(1_000)
  const again = world.callers()
  const alone = await world.syncP99(20)
  again()
  t.diagnostic(`sync p99 with a backlog of ${left} ${during.toFixed(1)} ms, alone ${alone.toFixed(1)} ms`)
  // What is too much is found out while they call: once, and by half as much again at most.
  assert.ok(left > 0 && during <= 2.5 * alone, `${during} ms against ${alone} ms`)
  await pollers.close()
})

test('a few events beside callers of whom nothing is known are not held up', async () => {
  const world = new World()
  const stop = world.callers()
  const { plane, pollers } = world.pollers(world.vitals)
  for (let at = 0; at < 100; at++) {
    const requestId = `new-${at}` as RequestId
    await plane.accept({ ...scope, functionName: 'f0', requestId, payload: utf8('{}') })
    await world.clock.advance(50)
    assert.equal(world.ran.get(requestId) !== undefined, true, `${requestId} has begun`)
    assert.equal(pollers.recovery.phase, 'open')
  }
  stop()
  await pollers.close()
})

/** Sync p99 alone, and in a flood of what five such machines could run, once it has lasted two seconds. */
async function flooded(limited: boolean): Promise<{ alone: number; during: number }> {
  const world = new World()
  const stop = world.callers()
  const { plane, pollers } = world.pollers(limited ? world.vitals : undefined)
  const alone = await world.syncP99(20)
  let sent = 0
  for (let tenth = 0; tenth < 80; tenth++) {
    // It takes a moment to find out.
    if (tenth === 20) world.syncMs.length = 0
    for (let at = 0; at < 150; at++) {
      const functionName = functions[integerBelow(world.random, functions.length)]!
      const requestId = `new-${sent++}` as RequestId
      await plane.accept({ ...scope, functionName, requestId, payload: utf8('{}') })
    }
    await world.clock.advance(100)
  }
  const during = quantile(world.syncMs, 0.99)
  stop()
  const closed = pollers.close()
  await world.clock.advance(60_000)
  await closed
  return { alone, during }
}

test('callers feel a flood for a moment, not for as long as it lasts', async (t) => {
  const limited = await flooded(true)
  const unlimited = await flooded(false)
  t.diagnostic(
    `sync p99 alone ${limited.alone.toFixed(1)} ms, in a flood ${limited.during.toFixed(1)} ms; ` +
      `without a limit ${unlimited.during.toFixed(1)} ms`,
  )
  assert.ok(limited.during * 3 < unlimited.during)
})

test('without that, callers would feel the backlog', async (t) => {
  const world = new World()
  const stop = world.callers()
  const alone = await world.syncP99(20)
  await world.backlog(backlog)
  const { pollers } = world.pollers()
  const during = await world.syncP99(10)
  t.diagnostic(`sync p99 alone ${alone.toFixed(1)} ms, with a backlog ${during.toFixed(1)} ms`)
  assert.ok(during > 3 * alone)
  stop()
  while (world.depth > 0) await world.clock.advance(1_000)
  await pollers.close()
})
