import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { ascending, median, quantile, spreadOfMedian } from './statistics.ts'

test('the 99th percentile of a hundred is the 99th, of fewer the largest', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => index + 1)
  assert.equal(quantile(hundred, 0.99), 99)
  assert.equal(quantile(hundred, 0.5), 50)
  assert.equal(quantile([3, 5, 8], 0.99), 8)
  assert.equal(quantile([3, 5, 8], 0), 3)
  assert.ok(Number.isNaN(quantile([], 0.5)))
})

test('a median has as many below as above it', () => {
  assert.equal(median([9, 1, 5]), 5)
  assert.equal(median([4, 1, 3, 2]), 2.5)
})

test('order does not matter, and what is given is left as it was', () => {
  const given = [10, 9, 1]
  assert.deepEqual(ascending(given), [1, 9, 10])
  median(given)
  assert.deepEqual(given, [10, 9, 1])
})

test('the spread lies within the numbers, around their median, and is the same each time', () => {
  const numbers = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 3, maxLength: 15 })
  fc.assert(
    fc.property(numbers, (given) => {
      const [low, high] = spreadOfMedian(given, 200)
      assert.ok(Math.min(...given) <= low && high <= Math.max(...given) && low <= high)
      assert.deepEqual(spreadOfMedian(given, 200), [low, high])
    }),
    { numRuns: 50 },
  )
})

test('numbers that agree have a narrower spread than numbers that do not', () => {
  const width = (given: number[]) => {
    const [low, high] = spreadOfMedian(given)
    return high - low
  }
  assert.ok(width([10, 10.1, 9.9, 10, 10.2, 9.8, 10]) < width([10, 14, 6, 10, 17, 3, 10]))
  assert.equal(width([4, 4, 4]), 0)
})
