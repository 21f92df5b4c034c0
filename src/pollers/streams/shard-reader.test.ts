import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { text, utf8 } from '../../base/bytes.ts'
import { SeededRandom } from '../../base/random.ts'
import { VirtualClock } from '../../base/virtual-clock.ts'
import type { Checkpoint } from '../../store/checkpoints.ts'
import type { InvocationResult } from '../../sync-plane/sync-plane.ts'
import { type MappingCounts, noCounts } from '../mappings/mapping-poller.ts'
import type { HeldRecord } from './read-ahead.ts'
import { ShardReader, type ShardReaderParts } from './shard-reader.ts'
import {
  IteratorGone,
  ReadThrottled,
  RecordsTrimmed,
  type StreamConnector,
  type StreamRecord,
} from './stream-connector.ts'

const record = (n: number, arrivedMs = Number.MAX_SAFE_INTEGER): StreamRecord => ({
  sequenceNumber: String(n).padStart(8, '0'),
  arrivedMs,
  shown: { n },
  data: () => ({ n }),
  key: `k${n % 3}`,
})

/** A shard of so many records, closed behind the last one. */
function shardOf(records: StreamRecord[]): StreamConnector {
  return {
    shards: () => Promise.resolve([{ id: 's', parents: [] }]),
    iterator: (_, start) =>
      Promise.resolve(
        start.at === 'AFTER' ? String(records.findIndex((each) => each.sequenceNumber > start.sequenceNumber)) : '0',
      ),
    read(iterator, max) {
      const from = Number(iterator) < 0 ? records.length : Number(iterator)
      const page = records.slice(from, from + max)
      const next = from + page.length
      return Promise.resolve({ records: page, next: next < records.length ? String(next) : undefined, newest: false })
    },
  }
}

const well: InvocationResult = { ran: true, payload: utf8('null'), executedVersion: '1' }
const failed: InvocationResult = { ...well, functionError: 'Unhandled' }
const rules = {
  batchSize: 100,
  lanes: 1,
  windowMs: 0,
  retriesMax: 2,
  ageMsMax: -1,
  bisects: false,
  reportsFailures: false,
}

interface Scene {
  passes?: (data: unknown) => boolean
  /** Of checkpoints. */
  storeIsAwayMs?: number
}

interface Story {
  lastBatchAtMs: number
  counts: MappingCounts
  results: string[]
  batches: number[][]
  discarded: [string, number[]][]
  checkpoints: Checkpoint[]
}

async function read(
  from: StreamRecord[] | StreamConnector,
  act: (numbers: number[]) => InvocationResult,
  more: Partial<ShardReaderParts['rules']> = {},
  { passes = () => true, storeIsAwayMs = 0 }: Scene = {},
): Promise<Story> {
  const clock = new VirtualClock()
  const told: unknown[] = []
  const story: Story = {
    lastBatchAtMs: 0,
    counts: noCounts(),
    results: [],
    batches: [],
    discarded: [],
    checkpoints: [],
  }
  const numbersOf = (of: readonly HeldRecord[]) => of.map(({ json }) => (JSON.parse(json) as { n: number }).n)
  const reader = new ShardReader({
    shard: 's',
    start: { at: 'TRIM_HORIZON' },
    clock,
    random: new SeededRandom(1),
    connector: Array.isArray(from) ? shardOf(from) : from,
    counts: story.counts,
    report: (result) => story.results.push(result),
    rules: { ...rules, ...more },
    passes,
    invoke(payload) {
      const { Records } = JSON.parse(text(payload)) as { Records: { n: number }[] }
      const numbers = Records.map(({ n }) => n)
      story.batches.push(numbers)
      story.lastBatchAtMs = clock.tick()
      return Promise.resolve({ requestId: 'r', result: act(numbers) })
    },
    discard: (given, { condition }) => {
      story.discarded.push([condition, numbersOf(given)])
      return Promise.resolve(false)
    },
    keep(checkpoint) {
      if (clock.tick() < storeIsAwayMs) throw new Error('the store is away')
      story.checkpoints.push(checkpoint)
    },
    complain: (error) => told.push(error),
    signal: new AbortController().signal,
  })
  let over = false
  const run = reader.run().then((ended) => ((over = true), ended))
  for (let turn = 0; turn < 3_000 && !over; turn++) await clock.advance(10_000)
  assert.equal(await run, true)
  assert.equal(told.length, storeIsAwayMs > 0 ? 1 : 0, String(told[0]))
  return story
}

const some = (count: number) => Array.from({ length: count }, (_, n) => record(n))

test('records come in order, in batches, and the shard is over after the last', async () => {
  const { batches, checkpoints } = await read(some(5), () => well, { batchSize: 2 })
  assert.deepEqual(batches, [[0, 1], [2, 3], [4]])
  assert.deepEqual(checkpoints.at(-1), { end: true })
})

test('a batch that fails is tried again, so often, then given up and told of', async () => {
  const { batches, discarded } = await read(some(3), () => failed)
  assert.deepEqual(batches, [
    [0, 1, 2],
    [0, 1, 2],
    [0, 1, 2],
  ])
  assert.deepEqual(discarded, [['RetryAttemptsExhausted', [0, 1, 2]]])
})

test('throttles are no failures', async () => {
  let refusals = 10
  const busy: InvocationResult = { ran: false, because: { exception: 'TooManyRequestsException', message: '' } }
  const { discarded, batches } = await read(some(2), () => (refusals-- > 0 ? busy : well), { retriesMax: 0 })
  assert.deepEqual([discarded, batches.length], [[], 11])
})

test('a function that names a record is asked again from there on', async () => {
  let asked = 0
  const named = {
    batchItemFailures: [{ itemIdentifier: record(3).sequenceNumber }, { itemIdentifier: record(2).sequenceNumber }],
  }
  const act = () => (asked++ === 0 ? { ...well, payload: utf8(JSON.stringify(named)) } : well)
  const { batches, checkpoints } = await read(some(5), act, { reportsFailures: true })
  assert.deepEqual(batches, [
    [0, 1, 2, 3, 4],
    [2, 3, 4],
  ])
  assert.deepEqual(checkpoints[0], { after: record(1).sequenceNumber })
})

test('on the last attempt, only what was not done is given up', async () => {
  const named = { batchItemFailures: [{ itemIdentifier: record(3).sequenceNumber }] }
  const act = () => ({ ...well, payload: utf8(JSON.stringify(named)) })
  const { discarded } = await read(some(5), act, { reportsFailures: true, retriesMax: 0 })
  assert.deepEqual(discarded, [['RetryAttemptsExhausted', [3, 4]]])
})

test('a record that is too old is passed, and told of', async () => {
  const { batches, discarded } = await read([record(0, 1), record(1)], () => well, { ageMsMax: 60_000 })
  assert.deepEqual([discarded, batches], [[['RecordAgeExceeded', [0]]], [[1]]])
})

test('what no filter wants is passed by', async () => {
  const odd = (data: unknown) => (data as { n: number }).n % 2 === 1
  const { batches, checkpoints } = await read(some(5), () => well, {}, { passes: odd })
  assert.deepEqual(batches, [[1, 3]])
  assert.deepEqual(checkpoints.at(-2), { after: record(4).sequenceNumber })
})

test('bisecting finds the poison in no more halvings than there are, and delivers all others once, in order', () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 64 }), fc.nat(63), async (count, at) => {
      const poison = at % count
      const { batches, discarded } = await read(some(count), (numbers) => (numbers.includes(poison) ? failed : well), {
        bisects: true,
        retriesMax: 0,
      })
      assert.deepEqual(discarded, [['RetryAttemptsExhausted', [poison]]])
      const delivered = batches.filter((numbers) => !numbers.includes(poison)).flat()
      assert.deepEqual(
        delivered,
        some(count)
          .map((_, n) => n)
          .filter((n) => n !== poison),
      )
      const withPoison = batches.filter((numbers) => numbers.includes(poison)).length
      assert.ok(withPoison <= Math.ceil(Math.log2(count)) + 1, `${withPoison} attempts with it of ${count}`)
    }),
    { numRuns: 60 },
  ))

test('a record that no event can carry is told of, and passed', async () => {
  const large = { ...record(1), shown: { n: 1, data: 'x'.repeat(6 * 1024 * 1024) } }
  const { batches, discarded } = await read([record(0), large, record(2)], () => well)
  assert.deepEqual(batches, [[0], [2]])
  assert.deepEqual(discarded, [['MaximumPayloadSizeExceeded', [1]]])
})

test('events are filled to six megabytes as they are written', async () => {
  // A character of three bytes, and two that JSON writes with six each.
  const shown = (n: number) => ({ n, data: '\u20ac'.repeat(500_000) + '\u0001'.repeat(100_000) })
  const wide = some(6).map((each, n) => ({ ...each, shown: shown(n) }))
  const { batches } = await read(wide, () => well)
  assert.deepEqual(batches, [
    [0, 1],
    [2, 3],
    [4, 5],
  ])
})

test('with several lanes, a key that is stuck holds up its own records alone', async () => {
  let refusals = 20
  const busy: InvocationResult = { ran: false, because: { exception: 'TooManyRequestsException', message: '' } }
  const act = (numbers: number[]) => (numbers.includes(0) && refusals-- > 0 ? busy : well)
  const { batches } = await read(some(9), act, { lanes: 10, batchSize: 2 })
  const delivered = batches.filter((numbers) => !numbers.includes(0))
  assert.ok(delivered.flat().includes(8), JSON.stringify(batches))
  const stuckTo = batches.findLastIndex((numbers) => numbers.includes(0))
  assert.ok(batches.slice(0, stuckTo).flat().includes(8), 'others come while it is stuck')
})

test('what came of the records is counted, and the last result said', async () => {
  let asked = 0
  const act = () => [busy, failed, failed, well][asked++]!
  const busy: InvocationResult = { ran: false, because: { exception: 'TooManyRequestsException', message: '' } }
  const even = (data: unknown) => (data as { n: number }).n % 2 === 0
  const { counts, results } = await read(some(8), act, { batchSize: 2, retriesMax: 1 }, { passes: even })
  assert.deepEqual(
    { ...counts, iteratorAgeMs: 0 },
    {
      polled: 8,
      filteredOut: 4,
      invoked: 6,
      failed: 6,
      dropped: 2,
      delivered: 0,
      deleted: 0,
      iteratorAgeMs: 0,
    },
  )
  const problem = 'PROBLEM: Function call failed'
  assert.deepEqual(results, [problem, problem, problem, 'OK'])
})

test('a throttled read is no problem, and goes on with the same iterator', async () => {
  let throttles = 5
  const iterators: string[] = []
  const source = shardOf(some(3))
  const throttled: StreamConnector = {
    ...source,
    read(iterator, max, signal) {
      iterators.push(iterator)
      return throttles-- > 0 ? Promise.reject(new ReadThrottled('too much')) : source.read(iterator, max, signal)
    },
    iterator: (shard, start) => source.iterator(shard, start).then((iterator) => (iterators.push('new'), iterator)),
  }
  const { batches, results } = await read(throttled, () => well)
  assert.deepEqual(batches, [[0, 1, 2]])
  assert.deepEqual(iterators, ['new', '0', '0', '0', '0', '0', '0'])
  assert.deepEqual(
    results.filter((result) => result !== 'OK'),
    [],
  )
})

test('an iterator that has expired is made anew from where reading was', async () => {
  let reads = 0
  const source = shardOf(some(6))
  const starts: object[] = []
  const expiring: StreamConnector = {
    ...source,
    read: (iterator, max, signal) =>
      ++reads === 2 ? Promise.reject(new IteratorGone()) : source.read(iterator, Math.min(max, 2), signal),
    iterator: (shard, start) => (starts.push(start), source.iterator(shard, start)),
  }
  const { batches } = await read(expiring, () => well, { batchSize: 2 })
  assert.deepEqual(batches.flat(), [0, 1, 2, 3, 4, 5])
  assert.deepEqual(starts, [{ at: 'TRIM_HORIZON' }, { at: 'AFTER', sequenceNumber: record(1).sequenceNumber }])
})

test('where the next records are trimmed, reading goes on with the oldest there are', async () => {
  const source = shardOf(some(6))
  const starts: object[] = []
  let reads = 0
  const trimming: StreamConnector = {
    ...source,
    read: (iterator, max, signal) =>
      ++reads === 2 ? Promise.reject(new IteratorGone()) : source.read(iterator, Math.min(max, 2), signal),
    iterator(_, start) {
      starts.push(start)
      if (start.at === 'AFTER') return Promise.reject(new RecordsTrimmed())
      // Four of them are gone by the second time.
      return Promise.resolve(starts.length === 1 ? '0' : '4')
    },
  }
  const { batches } = await read(trimming, () => well, { batchSize: 2 })
  assert.deepEqual(batches.flat(), [0, 1, 4, 5])
  assert.deepEqual(
    starts.map((start) => (start as { at: string }).at),
    ['TRIM_HORIZON', 'AFTER', 'TRIM_HORIZON'],
  )
})

test('a store of checkpoints that is away for minutes holds no work up, and has the last one afterwards', async () => {
  const scene = { storeIsAwayMs: 180_000 }
  const { batches, checkpoints, lastBatchAtMs } = await read(some(50), () => well, { batchSize: 5 }, scene)
  assert.equal(batches.length, 10)
  assert.ok(lastBatchAtMs < scene.storeIsAwayMs, `the last batch at ${lastBatchAtMs}`)
  assert.deepEqual(checkpoints, [{ after: record(49).sequenceNumber }, { end: true }])
})
