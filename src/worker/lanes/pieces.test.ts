import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Pieces } from './pieces.ts'

test('the whole is what was added, in order', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 5 }), { maxLength: 50 }), fc.nat({ max: 300 }), (added, times) => {
      const pieces = new Pieces()
      for (let time = 0; time < times; time++) for (const each of added) pieces.add(each)
      const once = added.flatMap((each) => [...each])
      assert.deepEqual([...pieces.whole()], Array.from({ length: times }, () => once).flat())
    }),
    { numRuns: 20 },
  )
})

test('a million pieces of a byte, and a million of none, are few', () => {
  const pieces = new Pieces()
  for (let at = 0; at < 1_000_000; at++) {
    pieces.add(Uint8Array.of(at & 255))
    pieces.add(new Uint8Array(0))
  }
  assert.ok(pieces.count < 5000, `${pieces.count} are kept`)
  assert.equal(pieces.whole().length, 1_000_000)
})
