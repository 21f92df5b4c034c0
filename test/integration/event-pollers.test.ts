import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { type EventOutcome, openAsyncPlane } from '../../src/async-plane/async-plane.ts'
import { text, utf8 } from '../../src/base/bytes.ts'
import type { AccountId, Region, RequestId } from '../../src/base/identity.ts'
import { SeededRandom } from '../../src/base/random.ts'
import { VirtualClock } from '../../src/base/virtual-clock.ts'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { openMemoryEventQueues } from '../../src/engines/memory/event-queues.ts'
import { openMemoryLeaseTable } from '../../src/engines/memory/lease-table.ts'
import { throttled } from '../../src/lambda/refusals.ts'
import { LeaseKeeper } from '../../src/leases/leases.ts'
import { openEventPollers, type RunningPollers } from '../../src/pollers/pollers.ts'
import { openQueueFinder } from '../../src/queues/queues.ts'
import type { Invocation, InvocationResult } from '../../src/sync-plane/sync-plane.ts'

const minute = 60_000
const scope = { account: '111111111111' as AccountId, region: 'us-east-1' as Region }
const well: InvocationResult = { ran: true, payload: utf8('1'), executedVersion: '$LATEST' }
const failed: InvocationResult = { ...well, functionError: 'Unhandled' }
const busy: InvocationResult = {
  ran: false,
  because: throttled('ReservedFunctionConcurrentInvocationLimitExceeded'),
}

let clock: VirtualClock
let table: ReturnType<typeof openMemoryLeaseTable>
let queues: ReturnType<typeof openMemoryEventQueues>
let catalog: ReturnType<typeof openCatalog>
let pollers: RunningPollers
let runs: { id: string; name: string; atMs: number }[]
let outcomes: EventOutcome[]
let complaints: unknown[]
let act: (invocation: Invocation) => InvocationResult | Promise<InvocationResult>
let send: (name: string, id?: string) => Promise<void>

beforeEach(() => {
  clock = new VirtualClock()
  queues = openMemoryEventQueues()
  table = openMemoryLeaseTable()
  catalog = openCatalog()
  runs = []
  outcomes = []
  complaints = []
  act = () => well
  ;({ pollers, send } = start('one'))
})
afterEach(() => pollers.close())

function start(owner: string) {
  const finder = openQueueFinder({ shared: 2, expressMax: 10 })
  const parts = { catalog, clock, random: new SeededRandom(owner), queues, finder }
  const started = clock.now()
  const polling = openEventPollers({
    ...parts,
    leases: new LeaseKeeper({ clock, table, owner, ttlMs: 15_000 }),
    invoker: {
      async invoke(invocation) {
        runs.push({ id: invocation.requestId, name: invocation.functionName, atMs: clock.now() - started })
        return await act(invocation)
      },
    },
    vitals: () => Promise.resolve({ sync: { samples: 0, slow: 0, unknown: 0 }, cpu: 0, memoryFree: 1 }),
    destinations: { deliver: (outcome) => (outcomes.push(outcome), Promise.resolve()) },
    complain: (error) => complaints.push(error),
  })
  const plane = openAsyncPlane({ ...parts, onAppended: (queue) => polling.wake(queue) })
  let sent = 0
  return {
    pollers: polling,
    send: async (functionName: string, id = `r-${++sent}`) => {
      const answer = await plane.accept({ ...scope, functionName, requestId: id as RequestId, payload: utf8('{}') })
      assert.ok(answer.accepted)
    },
  }
}

const depth = () => queues.views().reduce((sum, view) => sum + view.depth, 0)
const conditions = () => outcomes.map(({ condition, attempts }) => [condition, attempts])

test('an event runs once, is told of, and is gone', async () => {
  await send('f', 'r')
  await clock.advance(10)
  assert.deepEqual(
    runs.map(({ id, name }) => [id, name]),
    [['r', 'f']],
  )
  assert.deepEqual(conditions(), [['Success', 1]])
  assert.equal(depth(), 0)
})

test('a failure is retried after a minute, then after two, under the same id; then it is over', async () => {
  act = () => failed
  await send('f', 'r')
  await clock.advance(5 * minute)
  assert.deepEqual(
    runs.map(({ id, atMs }) => [id, Math.round(atMs / minute)]),
    [
      ['r', 0],
      ['r', 1],
      ['r', 3],
    ],
  )
  assert.deepEqual(conditions(), [['RetriesExhausted', 3]])
  assert.equal(outcomes[0]!.response?.functionError, 'Unhandled')
  assert.equal(depth(), 0)
})

const configure = (MaximumRetryAttempts?: number, MaximumEventAgeInSeconds?: number) =>
  catalog.apply([
    {
      kind: 'event-invoke-config',
      key: `${scope.account}/${scope.region}/f/$LATEST`,
      revision: catalog.revision + 1,
      value: { ...scope, configuration: { MaximumRetryAttempts, MaximumEventAgeInSeconds } },
    },
  ] as Parameters<typeof catalog.apply>[0])

const reserve = (name: string, reservedConcurrency: number) =>
  catalog.apply([
    {
      kind: 'function',
      key: `${scope.account}/${scope.region}/${name}`,
      revision: catalog.revision + 1,
      value: { ...scope, name, reservedConcurrency, lastVersion: 0, recursiveLoop: 'Terminate' },
    },
  ] as Parameters<typeof catalog.apply>[0])

test('the configuration of what was invoked decides: no retries, and no longer than an age', async () => {
  configure(0)
  act = () => failed
  await send('f')
  await clock.advance(10)
  assert.deepEqual(conditions(), [['RetriesExhausted', 1]])
  configure(2, 90)
  await send('f')
  await clock.advance(5 * minute)
  assert.deepEqual(conditions().at(-1), ['EventAgeExceeded', 2])
})

test('an event comes to its end on time, though its function rests or is busy, and its last answer is told', async () => {
  configure(2, 90)
  act = () => failed
  await send('f', 'failed-once')
  await clock.advance(10)
  act = () => busy
  await clock.advance(89_000)
  assert.equal(outcomes.length, 0)
  await clock.advance(1_000)
  assert.deepEqual(conditions(), [['EventAgeExceeded', 1]])
  const { functionError, payload } = outcomes[0]!.response!
  assert.deepEqual([functionError, text(payload)], ['Unhandled', '1'])

  act = () => clock.sleep(10 * minute).then(() => well)
  reserve('f', 1)
  assert.deepEqual(pollers.views(), [], 'nothing is remembered of a function that has nothing')
  await send('f', 'runs')
  await send('f', 'waits')
  await clock.advance(90_000)
  assert.deepEqual(
    outcomes.map(({ event }) => event.requestId),
    ['failed-once', 'waits'],
  )
  await clock.advance(10 * minute)
})

test('a function never has more attempts than it has reserved, and needs no throttle to find that out', async () => {
  reserve('f', 2)
  let running = 0
  let most = 0
  act = async () => {
    most = Math.max(most, ++running)
    await clock.sleep(2_000)
    running--
    return well
  }
  for (let at = 0; at < 20; at++) await send('f')
  await clock.advance(21_000)
  assert.deepEqual([most, runs.length, outcomes.length, pollers.counts.throttled], [2, 20, 20, 0])
})

test('events of a function that is turned off come to their ends at once, those that wait for it as well', async () => {
  act = () => busy
  for (let at = 0; at < 100; at++) await send('f')
  await clock.advance(10)
  reserve('f', 0)
  await clock.advance(minute)
  assert.deepEqual(new Set(conditions().map(([condition]) => condition)), new Set(['ZeroReservedConcurrency']))
  assert.deepEqual([outcomes.length, depth()], [100, 0])
})

test('throttles cost no retry, and are tried again later and later, until the event is too old', async () => {
  act = () => busy
  await send('f')
  await clock.advance(60 * minute)
  const waits = runs.slice(1).map(({ atMs }, at) => atMs - runs[at]!.atMs)
  assert.ok(waits[0]! >= 500 && waits[0]! <= 1_000, String(waits[0]))
  assert.ok(Math.max(...waits) > 100_000 && Math.max(...waits) <= 300_000)
  act = () => failed
  await clock.advance(20 * minute)
  assert.deepEqual(conditions(), [['RetriesExhausted', 3]])
  act = () => busy
  await send('f')
  await clock.advance(7 * 60 * minute)
  assert.deepEqual(conditions().at(-1), ['EventAgeExceeded', 0])
})

test('a function that is busy or flooded holds up no other', async () => {
  act = ({ functionName }) => (functionName === 'noisy' ? busy : well)
  for (let at = 0; at < 500; at++) await send('noisy')
  await clock.advance(50)
  for (let at = 0; at < 20; at++) await send(`calm-${at}`)
  await clock.advance(50)
  assert.equal(outcomes.length, 20)
  assert.ok(queues.views().some(({ queue }) => queue === `express-${scope.account}/${scope.region}/noisy/`))
  act = () => well
  await clock.advance(10 * minute)
  assert.equal(outcomes.length, 520)
  assert.equal(depth(), 0)
})

test('many functions that are turned down at once hold up no other of their queue', async () => {
  act = ({ functionName }) => (functionName.startsWith('busy') ? busy : well)
  for (let at = 0; at < 20; at++) for (let n = 0; n < 70; n++) await send(`busy-${at}`)
  await clock.advance(3_000)
  for (let at = 0; at < 20; at++) await send(`calm-${at}`)
  await clock.advance(100)
  assert.equal(outcomes.length, 20)
  act = () => well
  await clock.advance(20 * minute)
  assert.equal(outcomes.length, 20 + 20 * 70)
  assert.equal(depth(), 0)
})

test('a store that keeps nothing for a moment costs nothing but time', async () => {
  const settle = queues.settle.bind(queues)
  queues.settle = () => {
    throw new Error('the disk is full')
  }
  await send('f')
  await clock.advance(500)
  assert.deepEqual([runs.length, depth()], [1, 1])
  queues.settle = settle
  await clock.advance(minute)
  assert.deepEqual([runs.length, depth()], [1, 0])
})

test('the event of a function that is gone is dropped, and that is said', async () => {
  act = () => ({ ran: false, because: { exception: 'ResourceNotFoundException', message: 'Function not found: f' } })
  await send('f')
  await clock.advance(10)
  assert.equal(depth(), 0)
  assert.equal(pollers.counts.dropped, 1)
  assert.match(String(complaints[0]), /is dropped: Function not found: f/)
})

test('what a poller held when it died runs again elsewhere, and nothing that it says later counts', async () => {
  let late: (result: InvocationResult) => void = () => {}
  act = () => new Promise((resolve) => (late = resolve))
  await send('f', 'r')
  await clock.advance(10)
  act = () => well
  // The first one stops renewing, as a process does that is stopped.
  table.renew = () => undefined
  const other = start('other')
  await clock.advance(60_000)
  assert.ok(runs.length >= 2, 'the other one has run it')
  assert.deepEqual(conditions()[0], ['Success', 1])
  assert.equal(depth(), 0)
  late(failed)
  await clock.advance(5 * minute)
  assert.equal(depth(), 0, 'a retry of the old owner is not kept')
  await other.pollers.close()
})

test('an invoker that breaks is a throttle, not a failure', async () => {
  let broken = true
  act = () => {
    if (broken) throw new Error('the line is cut')
    return well
  }
  await send('f')
  await clock.advance(100)
  broken = false
  await clock.advance(minute)
  assert.deepEqual(conditions(), [['Success', 1]])
})
