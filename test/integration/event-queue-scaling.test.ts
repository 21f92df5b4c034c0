import assert from 'node:assert/strict'
import { test } from 'node:test'
import { openAsyncPlane } from '../../src/async-plane/async-plane.ts'
import { utf8 } from '../../src/base/bytes.ts'
import type { Clock } from '../../src/base/clock.ts'
import type { AccountId, Region, RequestId } from '../../src/base/identity.ts'
import { integerBelow, SeededRandom } from '../../src/base/random.ts'
import { VirtualClock } from '../../src/base/virtual-clock.ts'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { openMemoryEventQueues } from '../../src/engines/memory/event-queues.ts'
import { openMemoryLeaseTable } from '../../src/engines/memory/lease-table.ts'
import { LeaseKeeper } from '../../src/leases/leases.ts'
import { openEventPollers } from '../../src/pollers/pollers.ts'
import { openQueueFinder } from '../../src/queues/queues.ts'
import type { InvocationResult } from '../../src/sync-plane/sync-plane.ts'

const seed = process.env.ROOST_SEED ?? 'queues'
const scope = { account: '111111111111' as AccountId, region: 'us-east-1' as Region }
const well: InvocationResult = { ran: true, payload: utf8('1'), executedVersion: '$LATEST' }
const ring = { min: 2, max: 16 }
const functions = 200

class World {
  readonly clock = new VirtualClock()
  readonly queues = openMemoryEventQueues()
  readonly table = openMemoryLeaseTable()
  readonly random = new SeededRandom(seed)
  readonly ran = new Map<string, number>()
  runMs = 1_000
  accepted = 0

  /** A process that takes and runs events; an earlier one may have died. */
  start(owner: string) {
    const { queues, table } = this
    let dead = false
    const clock: Clock = {
      now: () => this.clock.now(),
      tick: () => this.clock.tick(),
      sleep: (ms) => this.clock.sleep(ms),
      after: (ms, run) => this.clock.after(ms, () => dead || run()),
    }
    const finder = openQueueFinder({ shared: ring.min, expressMax: 0 })
    const parts = { catalog: openCatalog(), clock, random: this.random.fork(owner), queues, finder }
    const pollers = openEventPollers({
      ...parts,
      ring,
      leases: new LeaseKeeper({ clock, table, owner: 'events', ttlMs: 15_000 }),
      invoker: {
        invoke: async ({ requestId }) => {
          if (dead) return await new Promise<never>(() => {})
          this.ran.set(requestId, (this.ran.get(requestId) ?? 0) + 1)
          await clock.sleep(this.runMs)
          return well
        },
      },
      destinations: { deliver: () => Promise.resolve() },
      complain: () => {},
    })
    const plane = openAsyncPlane({ ...parts, onAppended: (queue) => pollers.wake(queue) })
    const send = async (count: number) => {
      for (let at = 0; at < count; at++) {
        const requestId = `r-${this.accepted++}` as RequestId
        const functionName = `f${integerBelow(this.random, functions)}`
        assert.ok((await plane.accept({ ...scope, functionName, requestId, payload: utf8('{}') })).accepted)
      }
    }
    return { finder, send, pollers, kill: () => (dead = true) }
  }

  get depth(): number {
    return this.queues.views().reduce((sum, { depth }) => sum + depth, 0)
  }

  get duplicates(): number {
    return [...this.ran.values()].reduce((sum, runs) => sum + runs - 1, 0)
  }
}

test('shared queues become more while events back up, and fewer when it is calm again; none is lost', async (t) => {
  const world = new World()
  const { finder, pollers, send } = world.start('one')
  await send(6_000)
  await world.clock.advance(3_000)
  assert.ok(finder.shared.length > ring.min, 'there are more')
  await send(6_000)
  await world.clock.advance(3_000)
  const most = finder.shared.length
  world.runMs = 10
  await world.clock.advance(180_000)
  assert.ok(finder.shared.length < most, 'there are fewer')
  await send(200)
  await world.clock.advance(900_000)
  t.diagnostic(`${ring.min} queues, then ${most}, then ${finder.shared.length}; ${world.accepted} accepted`)
  assert.deepEqual([finder.queues.length, world.depth], [ring.min, 0], 'given up once they were empty')
  assert.deepEqual([world.ran.size, world.duplicates], [world.accepted, 0])
  await pollers.close()
})

test('a process that dies while queues drain leaves none that nobody reads', async (t) => {
  const world = new World()
  const one = world.start('one')
  await one.send(4_000)
  await world.clock.advance(3_000)
  await one.send(4_000)
  await world.clock.advance(1_000)
  const before = one.finder.shared.length
  assert.ok(before > ring.min)
  // Fewer while they are full: what is left in the others drains.
  one.finder.resize(ring.min)
  await one.send(50)
  await world.clock.advance(500)
  one.kill()
  const other = world.start('other')
  assert.ok(other.finder.queues.length > ring.min, 'the queues of before are read')
  world.runMs = 10
  await other.send(50)
  await world.clock.advance(900_000)
  const lost = world.accepted - world.ran.size
  t.diagnostic(`${world.accepted} accepted, ${lost} lost, ${world.duplicates} run twice`)
  assert.deepEqual([lost, world.depth], [0, 0])
  assert.ok(world.duplicates <= 512, 'only what was in flight runs twice')
  assert.equal(other.finder.queues.length, ring.min)
  await other.pollers.close()
})
