import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { TextTrie } from './text-trie.ts'

const texts = fc.array(fc.string({ unit: fc.constantFrom('a', 'b', '\u{1f426}'), maxLength: 6 }), { maxLength: 12 })

for (const fromEnd of [false, true])
  test(`a trie finds each text that a value ${fromEnd ? 'ends' : 'begins'} with`, () =>
    fc.assert(
      fc.property(texts, texts, (known, values) => {
        const trie = new TextTrie<string>(fromEnd)
        for (const text of known) trie.add(text, text)
        for (const value of values) {
          const found: string[] = []
          trie.some(value, (text) => {
            found.push(text)
            return false
          })
          const expected = known.filter((text) => (fromEnd ? value.endsWith(text) : value.startsWith(text)))
          assert.deepEqual(found.toSorted(), expected.toSorted())
        }
      }),
      { numRuns: 500 },
    ))
