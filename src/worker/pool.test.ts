import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { VirtualClock } from '../base/virtual-clock.ts'
import { chooseShelf, Pool, type PoolKey } from './pool.ts'
import type { RuntimeProcess } from './runtime-session.ts'
import type { Exit } from './sandbox/sandbox.ts'

const node: PoolKey = { runtime: 'nodejs24.x', memoryClassMb: 128 }

function openPool(boots: { atOnce: number; most: number; made: FakeProcess[] }, readyMax = 8) {
  const clock = new VirtualClock()
  const boot = async () => {
    boots.most = Math.max(boots.most, ++boots.atOnce)
    await clock.sleep(30)
    boots.atOnce--
    const process = new FakeProcess()
    boots.made.push(process)
    return process as unknown as RuntimeProcess
  }
  return { clock, pool: new Pool({ clock, boot, readyMax }) }
}

class FakeProcess {
  disposed = false
  #onExit: ((exit: Exit) => void)[] = []
  sandbox = {
    onExit: (listener: (exit: Exit) => void) => this.#onExit.push(listener),
    dispose: async () => {
      this.disposed = true
    },
  }
  die() {
    for (const listener of this.#onExit) listener({ status: 1 })
  }
}

test('what was taken is replaced in the background, and nothing is handed out twice', async () => {
  const boots = { atOnce: 0, most: 0, made: [] as FakeProcess[] }
  const { clock, pool } = openPool(boots)
  pool.keepReady(node, 2)
  await clock.advance(200)
  assert.equal(pool.ready(node), 2)
  const taken = [pool.take(node), pool.take(node), pool.take(node)]
  assert.equal(new Set(taken.slice(0, 2)).size, 2)
  assert.equal(taken[2], undefined)
  await clock.advance(500)
  assert.ok(pool.ready(node) >= 2)
  assert.ok(!taken.includes(pool.take(node)))
  assert.equal(boots.most, 1, 'one boots at a time')
})

test('no more waits than may, however much is asked for', async () => {
  const boots = { atOnce: 0, most: 0, made: [] as FakeProcess[] }
  const { clock, pool } = openPool(boots, 3)
  pool.keepReady(node, 10)
  pool.keepReady({ runtime: 'python3.13', memoryClassMb: 512 }, 10)
  await clock.advance(5_000)
  assert.equal(boots.made.length, 3)
})

test('a runtime that dies while it waits is not handed out', async () => {
  const boots = { atOnce: 0, most: 0, made: [] as FakeProcess[] }
  const { clock, pool } = openPool(boots)
  pool.keepReady(node, 1)
  await clock.advance(100)
  boots.made[0]!.die()
  assert.equal(pool.take(node), undefined)
})

test('a runtime that cannot be had is tried again only when somebody asks', async () => {
  const clock = new VirtualClock()
  let tries = 0
  const boot = () => {
    tries++
    return Promise.reject(new Error('no such runtime'))
  }
  const pool = new Pool({ clock, boot, readyMax: 4 })
  pool.keepReady(node, 2)
  await clock.advance(60_000)
  assert.equal(tries, 1)
  assert.equal(pool.take(node), undefined)
  await clock.advance(60_000)
  assert.equal(tries, 2)
})

test('closing ends what waits, and what was still booting', async () => {
  const boots = { atOnce: 0, most: 0, made: [] as FakeProcess[] }
  const { clock, pool } = openPool(boots)
  pool.keepReady(node, 2)
  await clock.advance(45)
  const closed = pool.close()
  await clock.advance(100)
  await closed
  assert.equal(boots.made.length, 2)
  assert.ok(boots.made.every((process) => process.disposed))
})

test('the shelf that lacks most is filled first, and a full pool fills none', () => {
  const shelf = fc.record({ target: fc.nat(4), ready: fc.array(fc.constant(1), { maxLength: 4 }), starting: fc.nat(2) })
  fc.assert(
    fc.property(fc.array(shelf, { maxLength: 6 }), fc.nat(20), (shelves, readyMax) => {
      const lack = (each: (typeof shelves)[number]) => each.target - each.ready.length - each.starting
      const held = shelves.reduce((sum, each) => sum + each.ready.length + each.starting, 0)
      const most = Math.max(0, ...shelves.map(lack))
      const chosen = chooseShelf(shelves, readyMax)
      if (held >= readyMax || most === 0) assert.equal(chosen, undefined)
      else assert.equal(lack(chosen!), most)
    }),
  )
})
