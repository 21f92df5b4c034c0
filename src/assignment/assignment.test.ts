import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { empty } from '../base/bytes.ts'
import type { RequestId } from '../base/identity.ts'
import { SeededRandom } from '../base/random.ts'
import { VirtualClock } from '../base/virtual-clock.ts'
import { openPlacement } from '../placement/placement.ts'
import type { Environment } from '../worker/worker.ts'
import { type Assigned, type AssignmentOptions, openAssignment } from './assignment.ts'
import { ToyWorker, toySpec } from './toy-worker.ts'

function host(totalMb = 1024, options: Partial<AssignmentOptions> = {}) {
  const clock = new VirtualClock()
  const worker = new ToyWorker(clock, totalMb)
  const assignment = openAssignment({
    clock,
    random: new SeededRandom(1),
    placement: openPlacement(clock, { here: worker }),
    startsMax: 4,
    complain: (error) => assert.fail(String(error)),
    ...options,
  })
  return { clock, worker, assignment }
}

/** What a promise has come to so far. */
function watch<Value>(promise: Promise<Value>): { value?: Value; error?: Error } {
  const seen: { value?: Value; error?: Error } = {}
  promise.then(
    (value) => (seen.value = value),
    (error: Error) => (seen.error = error),
  )
  return seen
}

function lent(assigned: Assigned | undefined): Environment {
  assert.ok(assigned?.assigned, JSON.stringify(assigned))
  return assigned.environment
}

const f = toySpec('f')
const g = toySpec('g')

describe('assignment', () => {
  test('the first call makes an environment, the next takes the same one', async () => {
    const { clock, assignment } = host()
    const first = watch(assignment.assign(f))
    await clock.advance(10)
    const environment = lent(first.value)
    assert.equal(first.value?.assigned && first.value.cold, true)
    assignment.release(environment, true)
    const second = await assignment.assign(f)
    assert.deepEqual(second, { assigned: true, environment, cold: false })
  })

  test('of several idle environments the last used is taken', async () => {
    const { clock, assignment } = host()
    const both = [watch(assignment.assign(f)), watch(assignment.assign(f))]
    await clock.advance(20)
    const [one, other] = both.map((seen) => lent(seen.value))
    assignment.release(one!, true)
    assignment.release(other!, true)
    assert.equal(lent(await assignment.assign(f)), other)
  })

  test('whoever waits takes what comes first; what was made for nothing becomes stock', async () => {
    const { clock, worker, assignment } = host()
    const first = watch(assignment.assign(f))
    await clock.advance(10)
    const second = watch(assignment.assign(f))
    await clock.advance(1)
    assignment.release(lent(first.value), true)
    await clock.advance(0)
    assert.equal(lent(second.value), lent(first.value))
    assert.equal(second.value?.assigned && second.value.cold, false)
    await clock.advance(10)
    assert.equal(worker.made.length, 2)
    assert.notEqual(lent(await assignment.assign(f)), lent(first.value))
  })

  test('waiters are served in the order in which they came', async () => {
    const { clock, assignment } = host(128)
    const first = watch(assignment.assign(f))
    await clock.advance(10)
    const [second, third] = [watch(assignment.assign(f)), watch(assignment.assign(f))]
    await clock.advance(1)
    assignment.release(lent(first.value), true)
    await clock.advance(0)
    assert.ok(second.value && !third.value)
  })

  test('an environment that is not reusable is ended, and whoever waits gets another', async () => {
    const { clock, worker, assignment } = host(128)
    const first = watch(assignment.assign(f))
    await clock.advance(10)
    const second = watch(assignment.assign(f))
    await clock.advance(1)
    assignment.release(lent(first.value), false)
    await clock.advance(20)
    assert.notEqual(lent(second.value), lent(first.value))
    assert.deepEqual(
      worker.made.map((environment) => environment.phase),
      ['gone', 'idle'],
    )
  })

  test('a refusal of the worker reaches the one who waits', async () => {
    const { clock, worker, assignment } = host()
    worker.refuse = () => ({ exception: 'InvalidRuntimeException', message: 'no such runtime' })
    const seen = watch(assignment.assign(f))
    await clock.advance(10)
    assert.deepEqual(seen.value, {
      assigned: false,
      because: { exception: 'InvalidRuntimeException', message: 'no such runtime' },
    })
    worker.refuse = () => undefined
    const next = watch(assignment.assign(f))
    await clock.advance(10)
    lent(next.value)
  })

  test('a full host ends the environment that was idle longest, never a busy one', async () => {
    const { clock, worker, assignment } = host(384)
    const three = [f, g, toySpec('h')].map((spec) => watch(assignment.assign(spec)))
    await clock.advance(10)
    const [busy, older, newer] = three.map((seen) => lent(seen.value))
    assignment.release(older!, true)
    await clock.advance(5)
    assignment.release(newer!, true)
    const another = watch(assignment.assign(toySpec('another')))
    await clock.advance(20)
    lent(another.value)
    assert.deepEqual([busy!.phase, older!.phase, newer!.phase], ['idle', 'gone', 'idle'])
    assert.equal(worker.alive().length, 3)
  })

  test('an environment that is being ended to make room is not lent meanwhile', async () => {
    const { clock, worker, assignment } = host(128)
    worker.closeMs = 50
    const first = watch(assignment.assign(f))
    await clock.advance(10)
    assignment.release(lent(first.value), true)
    const other = watch(assignment.assign(g))
    await clock.advance(10)
    const again = watch(assignment.assign(f))
    await clock.advance(60)
    assignment.release(lent(other.value), true)
    await clock.advance(100)
    assert.notEqual(lent(again.value), lent(first.value))
  })

  test('where all is busy, callers wait a while and are then told that it is full', async () => {
    const { clock, assignment } = host(128, { patienceMs: 3000 })
    const first = watch(assignment.assign(f))
    await clock.advance(10)
    const second = watch(assignment.assign(g))
    await clock.advance(2000)
    const third = watch(assignment.assign(g))
    await clock.advance(1000)
    assert.deepEqual(second.value, { assigned: false, because: 'full' })
    assignment.release(lent(first.value), true)
    await clock.advance(100)
    lent(third.value)
  })

  test('a start that takes long is waited for', async () => {
    const { clock, worker, assignment } = host(128, { patienceMs: 3000 })
    worker.createMs = 9000
    const seen = watch(assignment.assign(f))
    await clock.advance(9000)
    lent(seen.value)
  })

  test('no more wait than may wait', async () => {
    const { clock, assignment } = host(128, { waitersMax: 2 })
    const all = [1, 2, 3].map(() => watch(assignment.assign(f)))
    await clock.advance(0)
    assert.deepEqual(
      all.map((seen) => seen.value),
      [undefined, undefined, { assigned: false, because: 'full' }],
    )
  })

  test('whoever gives up leaves the line', async () => {
    const { clock, assignment } = host(128)
    const patience = new AbortController()
    const first = watch(assignment.assign(f, undefined, patience.signal))
    const second = watch(assignment.assign(f))
    patience.abort(new Error('enough'))
    await clock.advance(10)
    assert.match(String(first.error), /enough/)
    lent(second.value)
    assert.equal(assignment.inventory().length, 1)
  })

  test('one function that keeps the whole host busy makes room for another that waits', async () => {
    const { clock, worker, assignment } = host(512)
    worker.createMs = 50
    let stopped = false
    const loop = async (): Promise<void> => {
      while (!stopped) {
        const assigned = await assignment.assign(f).catch(() => undefined)
        if (!assigned?.assigned) continue
        await assigned.environment.invoke({
          requestId: 'r' as RequestId,
          invokedArn: '',
          payload: empty,
          traceId: '',
          tail: false,
        })
        assignment.release(assigned.environment, true)
      }
    }
    const loops = Array.from({ length: 12 }, loop)
    await clock.advance(500)
    assert.equal(worker.alive().length, 4)
    const small = watch(assignment.assign(g))
    await clock.advance(200)
    lent(small.value)
    stopped = true
    await clock.advance(1000)
    await Promise.all(loops)
  })

  test('functions take turns at being started: a hundred of one do not delay one of another', async () => {
    const { clock, worker, assignment } = host(100_000, { startsMax: 2 })
    worker.createMs = 10
    const many = Array.from({ length: 100 }, () => watch(assignment.assign(f)))
    const one = watch(assignment.assign(g))
    await clock.advance(30)
    lent(one.value)
    assert.ok(many.filter((seen) => seen.value).length < 10)
  })

  test('what has been idle for ten minutes is ended; what worked for two hours is replaced', async () => {
    const { clock, worker, assignment } = host(1024, { idleMs: 600_000, lifetimeMs: 7_200_000 })
    const idle = watch(assignment.assign(g))
    await clock.advance(10)
    assignment.release(lent(idle.value), true)
    await clock.advance(661_000)
    assert.equal(worker.alive().length, 0)
    const lives = new Set<Environment>()
    for (let minute = 0; minute < 125; minute++) {
      const seen = watch(assignment.assign(f))
      await clock.advance(10)
      lives.add(lent(seen.value))
      assignment.release(lent(seen.value), true)
      await clock.advance(59_990)
    }
    assert.equal(lives.size, 2)
  })

  test('after a change of its version nothing old is lent again; what runs may end', async () => {
    const { clock, worker, assignment } = host()
    const both = [watch(assignment.assign(f)), watch(assignment.assign(f))]
    await clock.advance(20)
    const [idle, busy] = both.map((seen) => lent(seen.value))
    assignment.release(idle!, true)
    const starting = watch(assignment.assign(g))
    assignment.retire((spec) => spec.key === 'f' || spec.key === 'g')
    await clock.advance(20)
    assert.deepEqual([idle!.phase, busy!.phase], ['gone', 'idle'])
    assignment.release(busy!, true)
    const next = watch(assignment.assign(f))
    assignment.release(lent(starting.value), true)
    await clock.advance(20)
    assert.equal(worker.alive().length, 1)
    assert.ok(![idle, busy].includes(lent(next.value)))
  })

  test('an idle environment whose process died is not lent', async () => {
    const { clock, worker, assignment } = host()
    const first = watch(assignment.assign(f))
    await clock.advance(10)
    assignment.release(lent(first.value), true)
    worker.made[0]!.die()
    const second = watch(assignment.assign(f))
    await clock.advance(10)
    assert.equal(lent(second.value), worker.made[1])
    assert.deepEqual(assignment.inventory(), [worker.made[1]])
  })

  test('closing waits for what runs and ends all', async () => {
    const { clock, worker, assignment } = host()
    const both = [watch(assignment.assign(f)), watch(assignment.assign(f))]
    await clock.advance(20)
    const starting = watch(assignment.assign(g))
    assignment.release(lent(both[0]!.value), true)
    const closed = watch(assignment.close().then(() => 'closed'))
    await clock.advance(100)
    assert.equal(closed.value, undefined)
    assert.deepEqual(starting.value, { assigned: false, because: 'full' })
    assignment.release(lent(both[1]!.value), true)
    await clock.advance(100)
    assert.equal(closed.value, 'closed')
    assert.equal(worker.alive().length, 0)
    assert.deepEqual(await assignment.assign(f), { assigned: false, because: 'full' })
  })
})

describe('provisioned concurrency', () => {
  const ready = toySpec('p', { initialization: 'provisioned-concurrency' })

  test('so many are made ahead of time, stay although idle, and are replaced when they die', async () => {
    const { clock, worker, assignment } = host(1024, { idleMs: 60_000 })
    const provisioned = watch(assignment.provision(ready, 3))
    await clock.advance(10)
    assert.deepEqual(provisioned.value, { ready: 3, failure: undefined })
    await clock.advance(600_000)
    assert.equal(worker.alive().length, 3)
    worker.alive()[0]!.die()
    await clock.advance(20)
    assert.equal(worker.alive().length, 3)
  })

  test('a full host does not spare them for others', async () => {
    const { clock, worker, assignment } = host(384, { patienceMs: 1000 })
    void assignment.provision(ready, 3)
    await clock.advance(10)
    const other = watch(assignment.assign(f))
    await clock.advance(1000)
    assert.deepEqual(other.value, { assigned: false, because: 'full' })
    assert.equal(worker.alive().length, 3)
  })

  test('fewer are kept when fewer are asked for, the busy ones once they are given back', async () => {
    const { clock, worker, assignment } = host()
    void assignment.provision(ready, 3)
    await clock.advance(10)
    const busy = lent(await assignment.assign(ready))
    const fewer = watch(assignment.provision(ready, 0))
    await clock.advance(10)
    assert.deepEqual(worker.alive(), [busy])
    assert.deepEqual(fewer.value, { ready: 1, failure: undefined })
    assignment.release(busy, true)
    await clock.advance(10)
    assert.equal(worker.alive().length, 0)
  })

  test('an init that fails is told and not tried for ever', async () => {
    const { clock, worker, assignment } = host()
    worker.initFailure = () => 'Runtime.ImportModuleError'
    const provisioned = watch(assignment.provision(ready, 3))
    await clock.advance(1000)
    assert.deepEqual(provisioned.value, { ready: 0, failure: 'FUNCTION_ERROR_INIT_FAILURE' })
    assert.ok(worker.made.length <= 3)
    worker.initFailure = () => undefined
    const again = watch(assignment.provision(ready, 2))
    await clock.advance(100)
    assert.deepEqual(again.value, { ready: 2, failure: undefined })
  })

  test('where the host is too small, as many as fit are ready', async () => {
    const { clock, assignment } = host(256)
    const provisioned = watch(assignment.provision(ready, 3))
    await clock.advance(100)
    assert.deepEqual(provisioned.value, { ready: 2, failure: undefined })
  })
})
