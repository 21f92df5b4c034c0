import assert from 'node:assert/strict'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { StandingClock } from './standing-clock.io.ts'

test('what waits for nothing runs at once, while time stands still', async () => {
  const clock = new StandingClock(5000)
  let ran = 0
  clock.after(0, () => ran++)
  clock.after(-3, () => ran++)
  clock.after(0, () => ran++).cancel()
  clock.after(1, () => ran++)
  assert.equal(ran, 0)
  await turn()
  assert.deepEqual([ran, clock.now()], [2, 5000])
})

test('moments are whole milliseconds, at a pace or without', () => {
  const clock = new StandingClock(5000)
  clock.after(0.2, () => {})
  assert.equal(clock.nextAt, 5001)
  clock.moveTo(5001)
  clock.paceMs = 100
  const moments: number[] = []
  for (const ms of [3, 40, 100, 59_990, 60_000]) clock.after(ms, () => moments.push(clock.now()))
  clock.moveTo(90_000)
  assert.deepEqual(moments, [5100, 5100, 5200, 65_000, 65_001])
})
