import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readDuration } from './duration.ts'

test('durations are read as people write them', () => {
  const said = { '90s': 90_000, '1m': 60_000, '6h': 21_600_000, '2d': 172_800_000, '1h30m': 5_400_000, '250ms': 250 }
  for (const [words, ms] of Object.entries(said)) assert.equal(readDuration(words), ms, words)
  assert.equal(readDuration('0.5s'), 500)
  for (const words of ['', '6', 'h', '6 h', '-1s', '1w', '1s!', 'soon'])
    assert.throws(() => readDuration(words), /is no duration/, words)
})
