import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../../base/virtual-clock.ts'
import type { Start, StreamRecord } from '../streams/stream-connector.ts'
import { FanOutConnector, type Pushed } from './fan-out.ts'

const record = (n: number): StreamRecord => ({
  sequenceNumber: String(n),
  arrivedMs: 0,
  shown: {},
  data: () => ({}),
  key: '',
})
const pushed = (n: number): Pushed => ({ records: [record(n)], after: String(n), newest: true })

/** A consumer; each subscription says so much, then it ends, or is silent. */
function consumer(...subscriptions: { says: Pushed[]; everyMs: number; ends: boolean }[]) {
  const clock = new VirtualClock()
  const starts: Start[] = []
  let open = 0
  const connector = new FanOutConnector({
    clock,
    shards: () => Promise.resolve([]),
    subscribe(_, start, signal) {
      const { ends, everyMs, says } = subscriptions[starts.length] ?? { ends: false, everyMs: 1, says: [] }
      starts.push(start)
      open++
      signal.addEventListener('abort', () => open--)
      async function* say(): AsyncGenerator<Pushed, undefined> {
        for (const each of says) {
          await clock.sleep(everyMs)
          yield each
        }
        if (!ends) await new Promise(() => {})
        return undefined
      }
      return Promise.resolve(say())
    },
  })
  const { signal } = new AbortController()
  /** What is read in so long, by sequence numbers. */
  async function read(ms: number): Promise<{ numbers: string[]; ended: boolean; failed?: unknown }> {
    const numbers: string[] = []
    let iterator: string | undefined = await connector.iterator('s', { at: 'TRIM_HORIZON' })
    let failed: unknown
    const reading = (async () => {
      while (iterator !== undefined) {
        const page = await connector.read(iterator, 10, signal)
        numbers.push(...page.records.map(({ sequenceNumber }) => sequenceNumber))
        iterator = page.next
      }
    })().catch((error: unknown) => (failed = error))
    void reading
    for (let gone = 0; gone < ms; gone += 1_000) await clock.advance(1_000)
    return { numbers, ended: iterator === undefined, failed }
  }
  return { clock, connector, read, starts, open: () => open }
}

const after = (sequenceNumber: string) => ({ at: 'AFTER', sequenceNumber })

test('a subscription that ends is followed by one from where it was', async () => {
  const { read, starts } = consumer(
    { says: [pushed(1), pushed(2)], everyMs: 1_000, ends: true },
    { says: [pushed(3)], everyMs: 1_000, ends: false },
  )
  assert.deepEqual((await read(10_000)).numbers, ['1', '2', '3'])
  assert.deepEqual(starts, [{ at: 'TRIM_HORIZON' }, after('2')])
})

test('a subscription is renewed before Kinesis ends it, and the old one is let go', async () => {
  const says = Array.from({ length: 100 }, (_, n) => pushed(n))
  const { open, read, starts } = consumer({ says, everyMs: 5_000, ends: false })
  await read(299_000)
  assert.deepEqual(starts.slice(1), [after('55')])
  assert.equal(open(), 1)
})

test('a subscription in which nothing is said at all is renewed', async () => {
  const { read, starts } = consumer({ says: [pushed(1)], everyMs: 1_000, ends: false })
  await read(40_000)
  assert.deepEqual(starts, [{ at: 'TRIM_HORIZON' }, after('1')])
})

test('a shard is over when there is nowhere to go on', async () => {
  const { open, read } = consumer({
    says: [pushed(1), { records: [record(2)], newest: true }],
    everyMs: 1_000,
    ends: true,
  })
  assert.deepEqual(await read(10_000), { numbers: ['1', '2'], ended: true, failed: undefined })
  assert.equal(open(), 0)
})

test('whoever leaves between two reads leaves no subscription behind', async () => {
  const { clock, connector, open } = consumer({ says: [pushed(1)], everyMs: 0, ends: false })
  const iterator = await connector.iterator('s', { at: 'TRIM_HORIZON' })
  const reading = connector.read(iterator, 10, new AbortController().signal)
  await clock.advance(0)
  await reading
  assert.equal(open(), 1)
  connector.leave(iterator)
  assert.equal(open(), 0)
})

test('a subscription that ends at once is no reason to ask over and over', async () => {
  const { read, starts } = consumer({ says: [], everyMs: 1, ends: true })
  assert.match(String((await read(5_000)).failed), /ended at once/)
  assert.equal(starts.length, 1)
})
