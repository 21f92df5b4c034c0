import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../base/virtual-clock.ts'
import { UnderWay } from './under-way.ts'

test('what is watched counts until it has come to its end, well or not', async () => {
  class Thing {
    #kept = 'kept'
    async ask(how: 'well' | 'not'): Promise<string> {
      await Promise.resolve()
      if (how === 'not') throw new Error('not')
      return this.#kept
    }
    size(): number {
      return this.#kept.length
    }
  }
  const underWay = new UnderWay()
  const thing = underWay.watched(new Thing())
  const [well, not] = [thing.ask('well'), thing.ask('not')]
  assert.equal(thing.size(), 4)
  assert.equal(underWay.count, 2)
  let rested = false
  const pause = underWay.pause().then(() => (rested = true))
  assert.equal(rested, false)
  assert.equal(await well, 'kept')
  await assert.rejects(not, /not/)
  await pause
  assert.equal(underWay.count, 0)
  await underWay.pause()
})

test('waits of a counting clock count until they are over, cancelled or given up', async () => {
  const clock = new VirtualClock()
  const underWay = new UnderWay()
  const counting = underWay.counting(clock)
  const given = new AbortController()
  counting.after(5, () => assert.equal(underWay.count, 3))
  const cancelled = counting.after(5, () => assert.fail('it was cancelled'))
  const slept = counting.sleep(10, given.signal)
  const over = counting.sleep(5)
  assert.equal(underWay.count, 4)
  cancelled.cancel()
  cancelled.cancel()
  await clock.advance(5)
  await over
  assert.equal(underWay.count, 1)
  given.abort(new Error('given up'))
  await assert.rejects(slept, /given up/)
  assert.equal(underWay.count, 0)
})
