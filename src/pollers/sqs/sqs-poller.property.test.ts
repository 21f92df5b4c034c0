import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { text, utf8 } from '../../base/bytes.ts'
import { SeededRandom } from '../../base/random.ts'
import { VirtualClock } from '../../base/virtual-clock.ts'
import type { MappingRecord } from '../../lambda/resources.ts'
import type { InvocationResult, Invoker } from '../../sync-plane/sync-plane.ts'
import { noCounts } from '../mappings/mapping-poller.ts'
import type { SqsMessage } from './sqs-message.ts'
import { type QueueConnector, SqsPoller } from './sqs-poller.ts'

const visibilityMs = 30_000
const receivesMax = 4
const lookMs = 500

/** A queue as SQS is one: hides what it gives, gives it up to its dead letters after so many times. */
class ModelQueue implements QueueConnector {
  readonly #clock: VirtualClock
  readonly #messages = new Map<string, { visibleAt: number; receives: number }>()
  readonly dead: string[] = []
  readonly deleted: string[] = []
  /** Hidden from others, not deleted. */
  maxHeld = 0

  constructor(clock: VirtualClock, ids: string[]) {
    this.#clock = clock
    for (const id of ids) this.#messages.set(id, { visibleAt: 0, receives: 0 })
  }

  get left(): number {
    return this.#messages.size
  }

  async receive(max: number, waitSeconds: number, signal: AbortSignal): Promise<SqsMessage[]> {
    const until = this.#clock.tick() + waitSeconds * 1000
    for (;;) {
      const found = this.#take(max)
      if (found.length > 0 || this.#clock.tick() >= until || signal.aborted) return found
      await this.#clock.sleep(lookMs, signal)
    }
  }

  #take(max: number): SqsMessage[] {
    const now = this.#clock.tick()
    const found: SqsMessage[] = []
    for (const [id, message] of this.#messages) {
      if (found.length === max) break
      if (message.visibleAt > now) continue
      if (++message.receives > receivesMax) {
        this.#messages.delete(id)
        this.dead.push(id)
        continue
      }
      message.visibleAt = now + visibilityMs
      found.push({ MessageId: id, ReceiptHandle: id, Body: id, MD5OfBody: '', Attributes: {} })
    }
    const held = [...this.#messages.values()].filter(({ visibleAt }) => visibleAt > now).length
    this.maxHeld = Math.max(this.maxHeld, held)
    return found
  }

  remove(messages: readonly SqsMessage[]): Promise<void> {
    for (const { MessageId } of messages) {
      this.#messages.delete(MessageId)
      this.deleted.push(MessageId)
    }
    return Promise.resolve()
  }

  visibilityTimeoutSeconds(): Promise<number> {
    return Promise.resolve(visibilityMs / 1000)
  }
}

const well: InvocationResult = { ran: true, payload: utf8('null'), executedVersion: '1' }
const busy: InvocationResult = { ran: false, because: { exception: 'TooManyRequestsException', message: '' } }

interface Plan {
  messages: number
  configuration: Partial<MappingRecord['configuration']>
  seed: number
  /** Of a hundred attempts. */
  failing: number
  throttled: number
}

async function live({ configuration, failing, messages, seed, throttled }: Plan) {
  const clock = new VirtualClock()
  const random = new SeededRandom(seed)
  const ids = Array.from({ length: messages }, (_, n) => `m${n}`)
  const queue = new ModelQueue(clock, ids)
  const done = new Set<string>()
  let running = 0
  const seen = { maxRunning: 0, largest: 0 }
  const invoker: Invoker = {
    async invoke({ payload }) {
      const batch = (JSON.parse(text(payload)) as { Records: { messageId: string }[] }).Records.map((r) => r.messageId)
      if (random.next() * 100 < throttled) return busy
      seen.maxRunning = Math.max(seen.maxRunning, ++running)
      seen.largest = Math.max(seen.largest, batch.length)
      await clock.sleep(random.next() * 3_000)
      running--
      if (random.next() * 100 < failing) return { ...well, functionError: 'Unhandled' }
      const bad = batch.filter(() => random.next() * 100 < failing)
      for (const id of batch) if (!bad.includes(id)) done.add(id)
      const items = bad.map((itemIdentifier) => ({ itemIdentifier }))
      return { ...well, payload: utf8(JSON.stringify({ batchItemFailures: items })) }
    },
  }
  const mapping = {
    account: '1',
    region: 'r',
    functionName: 'f',
    enabled: true,
    configuration: {
      EventSourceArn: 'arn:aws:sqs:r:1:q',
      FunctionArn: 'arn:aws:lambda:r:1:function:f',
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      ...configuration,
    },
  } as unknown as MappingRecord
  const counts = noCounts()
  const poller = new SqsPoller({
    clock,
    random,
    invoker,
    mapping,
    connector: queue,
    counts,
    complain: (error) => assert.fail(String(error)),
  })
  for (let gone = 0; gone < 3_600_000 && queue.left > 0; gone += 1_000) await clock.advance(1_000)
  const closed = poller.close()
  for (let gone = 0; gone < 60_000; gone += 1_000) await clock.advance(1_000)
  await closed
  return { ...seen, counts, dead: queue.dead, deleted: queue.deleted, done, ids, left: queue.left, held: queue.maxHeld }
}

test('each message is deleted once the function has done it, or is a dead letter after its receives; never both, never neither', () =>
  fc.assert(
    fc.asyncProperty(
      fc.record<Plan>({
        messages: fc.integer({ min: 1, max: 60 }),
        configuration: fc.record({
          BatchSize: fc.integer({ min: 1, max: 10 }),
          MaximumBatchingWindowInSeconds: fc.constantFrom(0, 2),
          ScalingConfig: fc.option(fc.record({ MaximumConcurrency: fc.integer({ min: 2, max: 4 }) }), {
            nil: undefined,
          }),
        }),
        seed: fc.nat(),
        failing: fc.constantFrom(0, 20, 60),
        throttled: fc.constantFrom(0, 20),
      }),
      async (plan) => {
        const { counts, dead, deleted, done, held, ids, largest, left, maxRunning } = await live(plan)
        const { BatchSize = 10, ScalingConfig } = plan.configuration
        assert.equal(left, 0)
        assert.deepEqual([...dead, ...deleted].toSorted(), ids.toSorted())
        for (const id of deleted) assert.ok(done.has(id), `${id} was deleted, and nobody has done it`)
        assert.ok(largest <= BatchSize)
        assert.equal(counts.deleted, deleted.length)
        const most = ScalingConfig?.MaximumConcurrency
        if (most === undefined) return
        assert.ok(maxRunning <= most, `${maxRunning} at once of ${most}`)
        // Failed ones are hidden still; without any, no more are hidden than can be run.
        if (plan.failing + plan.throttled === 0) assert.ok(held <= most * BatchSize, `${held} hidden`)
      },
    ),
    { numRuns: 40 },
  ))

test('provisioned pollers run ten batches each, without growing first', async () => {
  const { maxRunning } = await live({
    messages: 400,
    configuration: { BatchSize: 1, ProvisionedPollerConfig: { MinimumPollers: 3, MaximumPollers: 4 } },
    seed: 1,
    failing: 0,
    throttled: 0,
  })
  assert.ok(maxRunning > 20 && maxRunning <= 40, String(maxRunning))
})
