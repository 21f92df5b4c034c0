import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { text, utf8 } from '../../base/bytes.ts'
import { type Random, SeededRandom } from '../../base/random.ts'
import { VirtualClock } from '../../base/virtual-clock.ts'
import type { Checkpoint } from '../../store/checkpoints.ts'
import type { InvocationResult } from '../../sync-plane/sync-plane.ts'
import { noCounts } from '../mappings/mapping-poller.ts'
import { ShardReader, type ShardReaderParts } from './shard-reader.ts'
import { IteratorGone, type StreamConnector, type StreamRecord } from './stream-connector.ts'

interface Plan {
  keys: number[]
  rules: Omit<ShardReaderParts['rules'], 'ageMsMax' | 'aggregates'>
  /** Milliseconds after which its process ends, well or not. */
  lives: { ms: number; killed: boolean }[]
  /** Of one. */
  storeFails: number
  seed: number
}

const sequence = (n: number) => String(n).padStart(8, '0')
const well: InvocationResult = { ran: true, payload: utf8('null'), executedVersion: '1' }
const busy: InvocationResult = { ran: false, because: { exception: 'TooManyRequestsException', message: '' } }

/** One process that reads the shard, and what the reference model knows of it: which records are settled, in which order. */
class Life {
  readonly settled: Set<number>
  readonly running = new Set<number[]>()
  readonly stop = new AbortController()
  dead = false
  readonly #plan: Plan

  constructor(plan: Plan, checkpoint: Checkpoint | undefined) {
    this.#plan = plan
    const done = plan.keys.filter((_, n) => checkpoint && 'after' in checkpoint && sequence(n) <= checkpoint.after)
    this.settled = new Set(done.map((_, n) => n))
  }

  begins(batch: number[]): void {
    const { keys, rules } = this.#plan
    assert.ok(batch.length <= rules.batchSize)
    const other = new Set([...this.running].flat().map((n) => keys[n]))
    for (const n of batch) {
      assert.ok(!this.settled.has(n), `${n} comes again`)
      assert.ok(!other.has(keys[n]!), `two batches with the key of ${n} at once`)
      const earlier = keys.map((_, at) => at).filter((at) => at < n && keys[at] === keys[n])
      for (const at of earlier) assert.ok(this.settled.has(at) || batch.includes(at), `${n} comes before ${at}`)
    }
    assert.deepEqual(
      batch,
      batch.toSorted((a, b) => a - b),
    )
    this.running.add(batch)
    assert.ok(this.running.size <= rules.lanes)
  }

  ends(batch: number[], done: number[]): void {
    this.running.delete(batch)
    for (const n of done) this.settled.add(n)
  }

  kept(checkpoint: Checkpoint): void {
    const last = 'after' in checkpoint ? Number(checkpoint.after) : this.#plan.keys.length - 1
    for (let n = 0; n <= last; n++) assert.ok(this.settled.has(n), `${n} would be skipped`)
  }
}

/** What the function answers, and which records that settles. */
function answer(batch: number[], calls: number, { plan, random }: { plan: Plan; random: Random }) {
  const dice = calls > 300 ? 0 : random.next()
  if (dice < 0.55) return { result: well, done: batch }
  if (dice < 0.7) return { result: busy, done: [] }
  if (dice < 0.85 || !plan.rules.reportsFailures)
    return { result: { ...well, functionError: 'Unhandled' as const }, done: [] }
  const named = batch.filter(() => random.next() < 0.3)
  const items = named.map((n) => ({ itemIdentifier: sequence(n) }))
  const first = named[0] ?? Number.POSITIVE_INFINITY
  return {
    result: { ...well, payload: utf8(JSON.stringify({ batchItemFailures: items })) },
    done: batch.filter((n) => n < first),
  }
}

function sourceOf(keys: number[], random: Random): StreamConnector {
  const records = keys.map(
    (key, n): StreamRecord => ({
      sequenceNumber: sequence(n),
      arrivedMs: Number.MAX_SAFE_INTEGER,
      shown: { n },
      data: () => ({}),
      key: `key ${key}`,
    }),
  )
  return {
    shards: () => Promise.resolve([]),
    iterator: (_, start) => Promise.resolve(String(start.at === 'AFTER' ? Number(start.sequenceNumber) + 1 : 0)),
    read(iterator, max) {
      const dice = random.next()
      if (dice < 0.05) return Promise.reject(new IteratorGone())
      if (dice < 0.1) return Promise.reject(new Error('on purpose'))
      const from = Number(iterator)
      const page = records.slice(from, from + Math.min(max, Math.floor(random.next() * 9)))
      const next = from + page.length
      return Promise.resolve({ records: page, next: next < records.length ? String(next) : undefined, newest: false })
    },
  }
}

async function live(plan: Plan): Promise<Checkpoint | undefined> {
  const clock = new VirtualClock()
  const random = new SeededRandom(plan.seed)
  const source = sourceOf(plan.keys, random)
  let kept: Checkpoint | undefined
  let calls = 0
  let skipped: unknown

  async function oneLife(ms: number, killed: boolean): Promise<void> {
    const life = new Life(plan, kept)
    const reader = new ShardReader({
      shard: 's',
      start: kept && 'after' in kept ? { at: 'AFTER', sequenceNumber: kept.after } : { at: 'TRIM_HORIZON' },
      clock,
      random,
      connector: source,
      counts: noCounts(),
      report: () => {},
      rules: { ...plan.rules, ageMsMax: -1 },
      passes: () => true,
      async invoke(payload) {
        const batch = (JSON.parse(text(payload)) as { Records: { n: number }[] }).Records.map(({ n }) => n)
        life.begins(batch)
        await clock.sleep(random.next() * 2_000)
        const { done, result } = answer(batch, calls++, { plan, random })
        life.ends(batch, done)
        return { requestId: 'r', result }
      },
      discard(records) {
        assert.notEqual(plan.rules.retriesMax, -1)
        for (const { sequenceNumber } of records) life.settled.add(Number(sequenceNumber))
        return Promise.resolve(false)
      },
      keep(checkpoint) {
        if (life.dead) throw new Error('dead')
        if (random.next() < plan.storeFails) throw new Error('the store is away')
        try {
          life.kept(checkpoint)
        } catch (error) {
          skipped ??= error
        }
        kept = checkpoint
      },
      complain: () => {},
      signal: life.stop.signal,
    })
    let over = false
    let failure: unknown
    const run = reader.run().then(
      () => (over = true),
      (error: unknown) => ((over = true), (failure = error)),
    )
    for (let gone = 0; gone < ms && !over; gone += 500) await clock.advance(500)
    life.dead = killed && !over
    life.stop.abort()
    for (let turn = 0; turn < 100 && !over; turn++) await clock.advance(500)
    await run
    if (skipped) throw skipped
    if (failure instanceof assert.AssertionError) throw failure
  }

  for (const { killed, ms } of plan.lives) if (!kept || 'after' in kept) await oneLife(ms, killed)
  if (!kept || 'after' in kept) await oneLife(100_000_000, false)
  return kept
}

const plans = fc.record<Plan>({
  keys: fc.array(fc.nat(5), { maxLength: 40 }),
  rules: fc.record({
    batchSize: fc.integer({ min: 1, max: 8 }),
    lanes: fc.integer({ min: 1, max: 10 }),
    windowMs: fc.constantFrom(0, 700),
    retriesMax: fc.constantFrom(-1, 0, 2),
    bisects: fc.boolean(),
    reportsFailures: fc.boolean(),
  }),
  lives: fc.array(fc.record({ ms: fc.nat(20_000), killed: fc.boolean() }), { maxLength: 4 }),
  storeFails: fc.constantFrom(0, 0.3, 0.9),
  seed: fc.nat(),
})

test('whatever fails and whenever it is restarted: nothing is skipped, keys keep their order, nothing done comes again', () =>
  fc.assert(
    fc.asyncProperty(plans, async (plan) => {
      assert.deepEqual(await live(plan), { end: true })
    }),
    { numRuns: 150 },
  ))
