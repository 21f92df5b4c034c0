import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { utf8 } from './bytes.ts'
import { findJsonFault } from './json-text.ts'

function parses(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

test('what the language writes as JSON is JSON, with any space in it', () => {
  fc.assert(
    fc.property(fc.jsonValue({ maxDepth: 6 }), fc.constantFrom('', ' ', '\t', '\n  '), (value, space) => {
      assert.equal(findJsonFault(utf8(JSON.stringify(value, undefined, space))), -1)
    }),
  )
})

test('whatever the text, it counts as JSON exactly if the language takes it as such', () => {
  const marks = [
    '{',
    '}',
    '[',
    ']',
    ',',
    ':',
    '"',
    '"a"',
    '"\\',
    'u00e9',
    '\\n',
    ' ',
    '\n',
    '\u0001',
    '{"a":',
    '[1,',
    '"b":',
  ]
  const scalars = ['1', '-', '0', '.5', 'e', '+', 'E9', '01', 'true', 'false', 'null', 'nul', '"ü"']
  const piece = fc.constantFrom(...marks, ...scalars)
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      const text = pieces.join('')
      assert.equal(findJsonFault(utf8(text)) === -1, parses(text), JSON.stringify(text))
    }),
    { numRuns: 20_000 },
  )
})

test('any JSON with one byte changed is judged as the language does', () => {
  fc.assert(
    fc.property(fc.json({ maxDepth: 3 }), fc.nat(), fc.integer({ min: 0, max: 127 }), (json, at, code) => {
      const place = at % Math.max(1, json.length)
      const text = json.slice(0, place) + String.fromCharCode(code) + json.slice(place + 1)
      assert.equal(findJsonFault(utf8(text)) === -1, parses(text), JSON.stringify(text))
    }),
    { numRuns: 5_000 },
  )
})

test('the fault is where the text first goes wrong', () => {
  const places = ['', '{"a":x}', '[1,]', '{"a" 1}', '"open', '1 2', '{"a":1,}', 'nul', '"\\x"', '[1'].map((text) =>
    findJsonFault(utf8(text)),
  )
  assert.deepEqual(places, [0, 5, 3, 5, 5, 2, 7, 3, 2, 2])
})

test('depth has no limit but the text itself', () => {
  const deep = '['.repeat(100_000)
  assert.equal(findJsonFault(utf8(deep)), 100_000)
  assert.equal(findJsonFault(utf8(deep + ']'.repeat(100_000))), -1)
})
