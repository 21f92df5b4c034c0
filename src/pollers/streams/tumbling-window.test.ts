import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { text, utf8 } from '../../base/bytes.ts'
import { SeededRandom } from '../../base/random.ts'
import { VirtualClock } from '../../base/virtual-clock.ts'
import type { Checkpoint } from '../../store/checkpoints.ts'
import type { InvocationResult } from '../../sync-plane/sync-plane.ts'
import { noCounts } from '../mappings/mapping-poller.ts'
import { ShardReader, type ShardReaderParts } from './shard-reader.ts'
import type { StreamConnector, StreamRecord } from './stream-connector.ts'

interface Event {
  Records: { n: number }[]
  window: { start: string; end: string }
  state: { seen?: number[] }
  shardId: string
  eventSourceARN: string
  isFinalInvokeForWindow: boolean
  isWindowTerminatedEarly: boolean
}

const sizeMs = 10_000
/** A multiple of the windows' size. */
const epochMs = 1_700_000_000_000

/** Records come at their times; the shard ends then and there, or stays open. */
function shardOf(arrivals: number[], clock: VirtualClock, ends: boolean): StreamConnector {
  const records = arrivals.map(
    (ms, n): StreamRecord => ({
      sequenceNumber: String(n).padStart(8, '0'),
      arrivedMs: epochMs + ms,
      shown: { n },
      data: () => ({}),
      key: 'k',
    }),
  )
  return {
    shards: () => Promise.resolve([]),
    iterator: (_, start) => Promise.resolve(String(start.at === 'AFTER' ? Number(start.sequenceNumber) + 1 : 0)),
    read(iterator, max) {
      const from = Number(iterator)
      const page = records.filter(({ arrivedMs }, n) => n >= from && arrivedMs <= clock.now()).slice(0, max)
      const over = ends && from + page.length === records.length
      return Promise.resolve({
        records: page,
        next: over ? undefined : String(from + page.length),
        newest: page.length < max,
      })
    },
  }
}

interface Told {
  events: Event[]
  kept?: Checkpoint
}
const answerOf = (answer: unknown): InvocationResult => ({
  ran: true,
  payload: utf8(JSON.stringify(answer)),
  executedVersion: '1',
})
const failed: InvocationResult = { ...answerOf(null), functionError: 'Unhandled' } as InvocationResult
/** A function that remembers what it has seen. */
const remember = ({ Records, state }: Event) =>
  answerOf({ state: { seen: [...(state.seen ?? []), ...Records.map(({ n }) => n)] } })

interface Scene {
  clock: VirtualClock
  connector: StreamConnector
  act: (event: Event) => InvocationResult
  rules?: Partial<ShardReaderParts['rules']>
  forMs: number
}

async function read({ act, clock, connector, forMs, rules }: Scene, told: Told = { events: [] }): Promise<Told> {
  const stop = new AbortController()
  const before = told.kept && 'after' in told.kept ? told.kept : undefined
  let dead = false
  const reader = new ShardReader({
    shard: 's',
    start: before ? { at: 'AFTER', sequenceNumber: before.after } : { at: 'TRIM_HORIZON' },
    tumbling: { sizeMs, streamArn: 'arn', ...(before && { open: before.window }) },
    clock,
    random: new SeededRandom(1),
    connector,
    counts: noCounts(),
    report: () => {},
    rules: {
      batchSize: 100,
      windowMs: 0,
      lanes: 1,
      retriesMax: -1,
      ageMsMax: -1,
      bisects: false,
      reportsFailures: false,
      wantsState: true,
      ...rules,
    },
    passes: () => true,
    async invoke(payload) {
      const event = JSON.parse(text(payload)) as Event
      await clock.sleep(100)
      told.events.push(event)
      return { requestId: 'r', result: act(event) }
    },
    discard: () => Promise.resolve(false),
    keep(checkpoint) {
      if (dead) throw new Error('dead')
      told.kept = JSON.parse(JSON.stringify(checkpoint)) as Checkpoint
    },
    complain: () => {},
    signal: stop.signal,
  })
  let over = false
  const run = reader.run().then(
    () => (over = true),
    () => (over = true),
  )
  for (let gone = 0; gone < forMs && !over; gone += 1_000) await clock.advance(1_000)
  dead = !over
  stop.abort()
  while (!over) await clock.advance(250)
  await run
  return told
}

const finals = ({ events }: Told) => events.filter(({ isFinalInvokeForWindow }) => isFinalInvokeForWindow)

async function story(arrivals: number[], act: Scene['act'], more: { ends?: boolean; forMs?: number } = {}) {
  const clock = new VirtualClock(epochMs)
  return read({ clock, connector: shardOf(arrivals, clock, more.ends ?? false), act, forMs: more.forMs ?? 60_000 })
}

test('records of a window come with its state, and its end is told without records', async () => {
  const { events } = await story([1_000, 5_000, 12_000], remember)
  assert.deepEqual(events[1], {
    Records: [{ n: 1 }],
    window: { start: '2023-11-14T22:13:20Z', end: '2023-11-14T22:13:30Z' },
    state: { seen: [0] },
    shardId: 's',
    eventSourceARN: 'arn',
    isFinalInvokeForWindow: false,
    isWindowTerminatedEarly: false,
  })
  assert.deepEqual(events[2], { ...events[1]!, Records: [], state: { seen: [0, 1] }, isFinalInvokeForWindow: true })
  assert.deepEqual(Object.keys(events[1]!), [
    'Records',
    'window',
    'state',
    'shardId',
    'eventSourceARN',
    'isFinalInvokeForWindow',
    'isWindowTerminatedEarly',
  ])
  assert.deepEqual([events[3]!.state, events[4]!.state], [{}, { seen: [2] }])
})

test('a window in which nothing came is not told of', async () => {
  assert.equal(finals(await story([1_000, 45_000], remember)).length, 2)
})

test('the end of a shard is the end of its window', async () => {
  const told = await story([1_000], remember, { ends: true, forMs: 5_000 })
  assert.deepEqual(finals(told)[0]?.state, { seen: [0] })
  assert.deepEqual(told.kept, { end: true })
})

test('an answer without a state is a failure', async () => {
  let asked = 0
  const act = (event: Event) => (asked++ === 0 ? answerOf({ seen: [] }) : remember(event))
  const { events } = await story([1_000], act)
  assert.deepEqual(
    events.map(({ Records }) => Records.length),
    [1, 1, 0],
  )
})

test('a state of more than a megabyte ends the window before its time; the next one starts with nothing', async () => {
  const act = (event: Event) =>
    event.Records.some(({ n }) => n === 0) ? answerOf({ state: { seen: 'x'.repeat(1024 * 1024) } }) : remember(event)
  const { events } = await story([1_000, 5_000], act)
  assert.deepEqual(
    events.map(({ Records, isFinalInvokeForWindow, isWindowTerminatedEarly, state }) => [
      Records.length,
      isFinalInvokeForWindow,
      isWindowTerminatedEarly,
      state.seen?.length ?? 0,
    ]),
    [
      [1, false, false, 0],
      [0, true, true, 1024 * 1024],
      [1, false, false, 0],
      [0, true, false, 1],
    ],
  )
})

test('a final invocation that fails is tried again, so often', async () => {
  const clock = new VirtualClock(epochMs)
  const scene = { clock, connector: shardOf([1_000], clock, false), rules: { retriesMax: 2 }, forMs: 60_000 }
  const told = await read({ ...scene, act: (event) => (event.isFinalInvokeForWindow ? failed : remember(event)) })
  assert.equal(finals(told).length, 3)
  assert.deepEqual(told.kept, { after: '00000000' })
})

test('through failures and restarts, each window ends with what came in it, once and in order', () =>
  fc.assert(
    fc.asyncProperty(
      fc.array(fc.nat(6_000), { minLength: 1, maxLength: 12 }),
      fc.array(fc.nat(15_000), { maxLength: 3 }),
      fc.record({ batchSize: fc.integer({ min: 1, max: 5 }), bisects: fc.boolean(), windowMs: fc.nat(3_000) }),
      fc.nat(),
      async (gaps, lives, rules, seed) => {
        let at = 0
        const arrivals = gaps.map((gap) => (at += gap))
        const clock = new VirtualClock(epochMs)
        const random = new SeededRandom(seed)
        const connector = shardOf(arrivals, clock, false)
        const act = (event: Event): InvocationResult => (random.next() < 0.3 ? failed : succeed(event))
        const ended = new Map<string, number[]>()
        const succeed = (event: Event) => {
          if (event.isFinalInvokeForWindow) ended.set(event.window.start, event.state.seen ?? [])
          return remember(event)
        }
        const told: Told = { events: [] }
        for (const forMs of lives) await read({ clock, connector, act, rules, forMs }, told)
        await read({ clock, connector, act, rules, forMs: 120_000 }, told)
        const expected = Map.groupBy(
          arrivals.map((_, n) => n),
          (n) => new Date(epochMs + Math.floor(arrivals[n]! / sizeMs) * sizeMs).toISOString().replace('.000', ''),
        )
        assert.deepEqual(ended, expected)
      },
    ),
    { numRuns: 40 },
  ))
