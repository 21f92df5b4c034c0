import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { VirtualClock } from './virtual-clock.ts'

const waits = fc.array(fc.integer({ min: 0, max: 1000 }), { maxLength: 40 })

test('however time is cut into steps, every wait is over at its moment, in order of time and then of arrival', () =>
  fc.assert(
    fc.asyncProperty(waits, fc.array(fc.integer({ min: 0, max: 300 })), async (lengths, steps) => {
      const clock = new VirtualClock()
      const fired: { at: number; which: number }[] = []
      lengths.forEach((ms, which) => clock.after(ms, () => fired.push({ at: clock.tick(), which })))
      for (const step of steps) await clock.advance(step)
      const end = steps.reduce((sum, step) => sum + step, 0)
      const expected = lengths
        .map((at, which) => ({ at, which }))
        .filter(({ at }) => at < end || (at <= end && steps.length > 0))
        .toSorted((a, b) => a.at - b.at)
      assert.deepEqual(fired, expected)
      assert.equal(clock.tick(), end)
    }),
  ))

test('a move fires what is due by then; what that sets anew waits for the next move', () => {
  const clock = new VirtualClock(1000)
  const fired: number[] = []
  clock.after(50, () => {
    fired.push(clock.now())
    clock.after(10, () => fired.push(clock.now()))
  })
  assert.equal(clock.nextAt, 1050)
  clock.moveTo(1100)
  assert.deepEqual([fired, clock.now(), clock.nextAt], [[1050], 1100, 1100])
  clock.moveTo(1100)
  assert.deepEqual(fired, [1050, 1100])
  clock.moveTo(1000)
  assert.equal(clock.now(), 1100, 'time does not go back')
})

test('what is cancelled, or given up by its signal, does not happen', async () => {
  const clock = new VirtualClock()
  const given = new AbortController()
  let fired = false
  clock.after(10, () => (fired = true)).cancel()
  const slept = clock.sleep(10, given.signal)
  given.abort(new Error('given up'))
  await assert.rejects(slept, /given up/)
  assert.equal(clock.nextAt, undefined)
  await clock.advance(20)
  assert.equal(fired, false)
})
