import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../../base/virtual-clock.ts'
import { ResultReport } from './result-report.ts'

function reports(write?: (result: string) => Promise<void>) {
  const clock = new VirtualClock()
  const written: string[] = []
  const note = (result: string) => {
    written.push(result)
    return write?.(result) ?? Promise.resolve()
  }
  return { clock, written, report: new ResultReport({ clock, write: note, complain: () => {} }) }
}

test('a result is written at once, and the same one not again', async () => {
  const { clock, report, written } = reports()
  for (let n = 0; n < 5; n++) {
    report.say('OK')
    await clock.advance(2_000)
  }
  assert.deepEqual(written, ['OK'])
})

test('of results that change all the time, the last one is written each second', async () => {
  const { clock, report, written } = reports()
  for (const result of ['OK', 'PROBLEM: a', 'OK', 'PROBLEM: b']) report.say(result)
  assert.deepEqual(written, ['OK'])
  await clock.advance(1_000)
  assert.deepEqual(written, ['OK', 'PROBLEM: b'])
})

test('what could not be written is written a second later', async () => {
  let away = true
  const { clock, report, written } = reports(() => (away ? Promise.reject(new Error('away')) : Promise.resolve()))
  report.say('OK')
  away = false
  await clock.advance(1_000)
  assert.deepEqual(written, ['OK', 'OK'])
})
