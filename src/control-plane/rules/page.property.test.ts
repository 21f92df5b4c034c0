import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { Refused } from '../../lambda/refusals.ts'
import { pageOf } from './page.ts'

test('pages that follow each other are the whole list, each as long as was asked for but the last', () => {
  fc.assert(
    fc.property(fc.uniqueArray(fc.string()), fc.integer({ min: 1, max: 60 }), (names, MaxItems) => {
      const entries = names
        .map((name) => `é/${name.toWellFormed()}`)
        .toSorted((one, other) => (one < other ? -1 : 1))
        .map((key) => [key, key] as const)
      const seen: string[] = []
      let Marker: string | undefined
      do {
        const { items, NextMarker } = pageOf(entries, { Marker, MaxItems })
        seen.push(...items)
        if (NextMarker !== undefined) assert.equal(items.length, Math.min(MaxItems, 50))
        Marker = NextMarker
      } while (Marker !== undefined)
      assert.deepEqual(seen, [...new Set(entries.map(([key]) => key))])
    }),
  )
})

test('a page goes on behind its last item, even when that was deleted meanwhile', () => {
  const { NextMarker } = pageOf(
    [
      ['a', 1],
      ['b', 2],
      ['c', 3],
    ],
    { MaxItems: 2 },
  )
  assert.deepEqual(
    pageOf(
      [
        ['a', 1],
        ['c', 3],
      ],
      { Marker: NextMarker },
    ),
    { items: [3] },
  )
})

test('a marker that was never given out is refused', () => assert.throws(() => pageOf([], { Marker: '§' }), Refused))
