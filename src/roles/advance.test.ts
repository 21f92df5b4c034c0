import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { StandingClock } from '../base/standing-clock.io.ts'
import { advance, type Standing, type TimeTraveller } from './advance.ts'

const by = (advanceMs: number) => ({ advanceMs, patienceMs: 1000 })

class Traveller implements TimeTraveller {
  readonly clock = new StandingClock(1000)
  underWay = 0

  look(): Promise<Standing> {
    return this.#standing()
  }

  async move(to: number, { paceMs }: { paceMs: number }): Promise<Standing> {
    this.clock.paceMs = paceMs
    this.clock.moveTo(to)
    return await this.#standing().finally(() => (this.clock.paceMs = 0))
  }

  async #standing(): Promise<Standing> {
    await turn()
    return { at: this.clock.at, nextAt: this.clock.nextAt, underWay: this.underWay }
  }
}

test('what one process sets going falls due in another in its order, and both arrive together', async () => {
  const [one, other] = [new Traveller(), new Traveller()]
  const heard: string[] = []
  const reached: number[] = []
  one.clock.after(60_000, () => {
    heard.push(`one at ${one.clock.now()}`)
    setImmediate(() => one.clock.after(120_000, () => heard.push(`one again at ${one.clock.now()}`)))
  })
  other.clock.after(90_000, () => heard.push(`other at ${other.clock.now()}`))
  const advanced = await advance(by(180_000), [one, other], (at) => reached.push(at))
  assert.deepEqual(heard, ['one at 61000', 'other at 91000', 'one again at 181000'])
  assert.deepEqual([one.clock.now(), other.clock.now()], [181_000, 181_000])
  assert.deepEqual(advanced, { at: 181_000, advancedMs: 180_000, steps: 3, underWay: 0 })
  assert.deepEqual(reached, [61_000, 91_000, 181_000])
})

test('a process that stands behind the other is taken along', async () => {
  const [one, other] = [new Traveller(), new Traveller()]
  one.clock.moveTo(5000)
  assert.equal((await advance(by(100), [one, other], () => {})).at, 5100)
  assert.equal(other.clock.now(), 5100)
})

test('time stops where something does not come to rest', async () => {
  const traveller = new Traveller()
  traveller.clock.after(10, () => (traveller.underWay = 1))
  traveller.clock.after(20, () => assert.fail('it came too early'))
  const advanced = await advance(by(100), [traveller], () => {})
  assert.deepEqual(advanced, { at: 1010, advancedMs: 10, steps: 1, underWay: 1 })
})

test('whoever polls how often, a long way has a limited number of steps, and long waits end at their moments', () =>
  fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 20_000 }), fc.integer({ min: 1, max: 48 }), async (pollMs, hours) => {
      const traveller = new Traveller()
      const { clock } = traveller
      let polls = 0
      // Several, as there are several sources, none in step with another.
      for (const everyMs of [pollMs, pollMs * 1.37, pollMs * 2.71]) {
        const poll = () => {
          polls++
          clock.after(everyMs, poll)
        }
        clock.after(everyMs, poll)
      }
      const waitMs = hours * 1_800_000
      let over = 0
      clock.after(waitMs, () => (over = clock.now()))
      const { at, steps } = await advance(by(hours * 3_600_000), [traveller], () => {})
      assert.equal(at, 1000 + hours * 3_600_000)
      assert.equal(over, 1000 + waitMs)
      assert.ok(steps <= 510 + Math.max(500, hours * 120), `${steps} steps`)
      assert.ok(polls >= Math.min(499, Math.floor((hours * 3_600_000) / pollMs)), `${polls} polls`)
    }),
    { numRuns: 15 },
  ))
