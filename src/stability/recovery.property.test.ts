import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { integerBelow, SeededRandom } from '../base/random.ts'
import { VirtualClock } from '../base/virtual-clock.ts'
import { GradualRamp } from './gradual-ramp.ts'
import { Slowdown } from './slowdown.ts'
import { TokenBucket } from './token-bucket.ts'

const limits = { floor: 2, probe: 8, ceiling: 10_000 }
const reading = fc.record({ strained: fc.boolean(), badly: fc.boolean(), used: fc.boolean() })

test('whatever it hears, a ramp asks for no less than its floor and no more than its ceiling, or has no limit', () =>
  fc.assert(
    fc.property(fc.array(reading, { maxLength: 200 }), fc.option(fc.integer({ min: 1, max: 50_000 })), (all, from) => {
      const ramp = new GradualRamp(limits)
      if (from === null) ramp.handshake()
      else ramp.slow(from)
      for (const each of all) {
        const before = ramp.perSecond
        ramp.hear(each)
        const after = ramp.perSecond
        if (after === Number.POSITIVE_INFINITY) continue
        assert.ok(after >= limits.floor && after <= Math.max(limits.ceiling, from ?? 0))
        if (each.strained) assert.ok(after <= before, 'never more after a strain')
        if (!each.used) assert.ok(after <= before, 'never more of what was not used')
      }
    }),
  ))

test('a handshake asks for more only after it went well twice', () => {
  const ramp = new GradualRamp(limits)
  ramp.handshake()
  const rates = [0, 1, 2, 3].map(() => (ramp.hear({ strained: false, used: true }), ramp.perSecond))
  assert.deepEqual(rates, [8, 12, 18, 27])
})

for (const capacity of [20, 300, 4_000])
  test(`where ${capacity} a second is what goes, it comes to that, and mostly stays below`, () => {
    const ramp = new GradualRamp(limits)
    ramp.handshake()
    let strains = 0
    let sum = 0
    const readings = 400
    for (let at = 0; at < readings; at++) {
      const strained = ramp.perSecond > capacity
      ramp.hear({ strained, used: true })
      if (at < 50) continue
      strains += Number(strained)
      sum += Math.min(capacity, ramp.perSecond)
    }
    assert.ok(sum / (readings - 50) > 0.75 * capacity, `${sum / (readings - 50)} of ${capacity} a second`)
    assert.ok(strains / (readings - 50) < 0.25, `${strains} readings strained`)
  })

test('a limit that nobody needs any more ends', () => {
  const ramp = new GradualRamp(limits)
  ramp.slow(100)
  for (let at = 0; at < 10; at++) ramp.hear({ strained: false, used: false })
  assert.equal(ramp.perSecond, Number.POSITIVE_INFINITY)
})

test('what takes longer than usual shows, whatever is usual for each kind', () => {
  const slowdown = new Slowdown(new VirtualClock(), 10)
  const random = new SeededRandom(1)
  const usual = { quick: 2, long: 900 }
  const time = (kind: keyof typeof usual, factor = 1) =>
    slowdown.record(kind, usual[kind] * factor * (0.8 + random.next() * 0.4))
  const some = (factor = 1) => {
    for (let at = 0; at < 500; at++) time(integerBelow(random, 2) === 0 ? 'quick' : 'long', factor)
  }
  some()
  slowdown.read(true)
  some()
  assert.deepEqual(slowdown.read(false), { samples: 500, slow: 0, unknown: 0 })
  some(3)
  assert.equal(slowdown.read(false).slow, 500)
  for (let at = 0; at < 200; at++) time('quick', 3)
  slowdown.read(true)
  for (let at = 0; at < 100; at++) time('quick', 3)
  assert.equal(slowdown.read(false).slow, 0, 'slow in calm times is what is usual')
  slowdown.record('new', 1)
  assert.deepEqual(slowdown.read(false), { samples: 0, slow: 0, unknown: 1 })
})

test('a bucket tells how long to wait for the next one', async () => {
  const clock = new VirtualClock()
  const bucket = new TokenBucket(clock, { capacity: 1, perSecond: 4 })
  assert.equal(bucket.waitMs(), 0)
  assert.ok(bucket.take())
  assert.equal(bucket.waitMs(), 250)
  await clock.advance(bucket.waitMs())
  assert.ok(bucket.take())
})
