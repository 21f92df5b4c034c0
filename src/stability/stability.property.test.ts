import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SeededRandom } from '../base/random.ts'
import { VirtualClock } from '../base/virtual-clock.ts'
import { backoffMs } from './backoff.ts'
import { FairShare } from './fair-share.ts'
import { TokenBucket } from './token-bucket.ts'

test('a bucket gives what it holds, then what time brings', async () => {
  const clock = new VirtualClock()
  const bucket = new TokenBucket(clock, { capacity: 2, perSecond: 1 })
  assert.deepEqual([bucket.take(), bucket.take(), bucket.take()], [true, true, false])
  await clock.advance(999)
  assert.equal(bucket.take(), false)
  await clock.advance(1)
  assert.deepEqual([bucket.take(), bucket.take()], [true, false])
})

test('whenever it is asked, a bucket never gives more than its capacity and its rate allow, nor much less', async () => {
  const steps = fc.array(fc.record({ waitMs: fc.nat(2000), takes: fc.nat(8) }), { maxLength: 40 })
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 1, max: 5 }),
      async (all, capacity, perSecond) => {
        const clock = new VirtualClock()
        const bucket = new TokenBucket(clock, { capacity, perSecond })
        let given = 0
        for (const { waitMs, takes } of all) {
          await clock.advance(waitMs)
          for (let take = 0; take < takes; take++) given += Number(bucket.take())
        }
        assert.ok(given <= capacity + (clock.tick() / 1000) * perSecond + 1e-6)
        assert.ok(bucket.available() >= 0 && bucket.available() <= capacity)
      },
    ),
  )
})

test('a bucket that grows gives the growth at once; one that shrinks forgets what no longer fits', () => {
  const bucket = new TokenBucket(new VirtualClock(), { capacity: 10, perSecond: 10 })
  bucket.take()
  bucket.resize({ capacity: 12, perSecond: 12 })
  assert.equal(bucket.available(), 11)
  bucket.resize({ capacity: 3, perSecond: 3 })
  assert.equal(bucket.available(), 3)
})

test('waits double up to their maximum, and half of each is chance', () => {
  fc.assert(
    fc.property(fc.nat(60), fc.string(), (failures, seed) => {
      const ms = backoffMs(failures, { msMin: 100, msMax: 5000 }, new SeededRandom(seed))
      const ceiling = Math.min(5000, 100 * 2 ** (Math.max(1, failures) - 1))
      assert.ok(ms >= ceiling / 2 && ms <= ceiling)
    }),
  )
})

test('whoever wants much has no more turns than whoever wants little, while both want', () => {
  const share = new FairShare<string>()
  const wanted = new Map([
    ['much', 100],
    ['little', 3],
  ])
  for (const key of wanted.keys()) share.want(key)
  const turns: string[] = []
  for (let key = share.next(); key && turns.length < 8; key = share.next()) {
    turns.push(key)
    const left = wanted.get(key)! - 1
    wanted.set(key, left)
    if (left > 0) share.want(key)
  }
  assert.deepEqual(turns, ['much', 'little', 'much', 'little', 'much', 'little', 'much', 'much'])
})
