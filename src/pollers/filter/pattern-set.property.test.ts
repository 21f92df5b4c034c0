import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compilePattern } from './compile-filter.ts'
import { compilePatterns } from './pattern-set.ts'

const words = fc.constantFrom('', 'a', 'b', 'ab', 'AB', 'abc', 'ba', 'a*b')
const numbers = fc.constantFrom(-1, 0, 1, 1.5, 2, 300)
const atoms = fc.oneof(words, numbers, fc.boolean(), fc.constant(null))
const comparison = fc.oneof(
  fc.tuple(fc.constantFrom('=', '<', '<=', '>', '>='), numbers),
  fc.tuple(fc.constantFrom('>', '>='), numbers, fc.constantFrom('<', '<='), numbers),
)
const candidate = fc.oneof(
  { weight: 4, arbitrary: atoms },
  fc.record({ prefix: words }),
  fc.record({ prefix: fc.record({ 'equals-ignore-case': words }) }),
  fc.record({ suffix: words }),
  fc.record({ 'equals-ignore-case': words }),
  fc.record({ wildcard: words.map((word) => `${word}*`) }),
  fc.record({ numeric: comparison }),
  fc.record({ exists: fc.boolean() }),
  fc.record({ 'anything-but': fc.array(fc.oneof(words, numbers), { minLength: 1, maxLength: 2 }) }),
)
const names = fc.constantFrom('x', 'y', 'z')
const { pattern } = fc.letrec<{ pattern: Record<string, unknown>; field: unknown }>((tie) => ({
  pattern: fc
    .tuple(
      fc.dictionary(names, tie('field'), { minKeys: 1, maxKeys: 3 }),
      fc.option(fc.array(tie('pattern'), { minLength: 2, maxLength: 2 }), { freq: 6, maxDepth: 2 }),
    )
    .map(([fields, or]) => (or ? { ...fields, $or: or } : fields)),
  field: fc.oneof({ maxDepth: 2 }, fc.array(candidate, { minLength: 1, maxLength: 3 }), tie('pattern')),
}))
const { event } = fc.letrec<{ event: unknown }>((tie) => ({
  event: fc.oneof(
    { maxDepth: 3 },
    atoms,
    fc.array(tie('event'), { maxLength: 3 }),
    fc.dictionary(names, tie('event'), { maxKeys: 3 }),
  ),
}))

test('a set of patterns matches what one of them matches', () =>
  fc.assert(
    fc.property(
      fc.array(pattern, { minLength: 1, maxLength: 12 }),
      fc.array(fc.dictionary(names, event, { maxKeys: 3 }), { minLength: 1, maxLength: 8 }),
      (patterns, events) => {
        const anyOf = compilePatterns(patterns)
        const each = patterns.map(compilePattern)
        for (const event of events)
          assert.equal(
            anyOf(event),
            each.some((matches) => matches(event)),
            JSON.stringify(event),
          )
      },
    ),
    { numRuns: 400 },
  ))

test('a field of very many patterns is looked up by all that it wants', () => {
  const patterns = Array.from({ length: 5_000 }, (_, n) => [
    { id: [`exact-${n}`], kind: ['order'] },
    { path: [{ prefix: `${n}/` }] },
    { size: [{ numeric: ['>', n * 10, '<', n * 10 + 5] }] },
  ]).flat()
  const matches = compilePatterns(patterns)
  assert.deepEqual(
    [
      { id: 'exact-4999', kind: 'order' },
      { id: 'exact-4999', kind: 'bill' },
      { path: '4321/x' },
      { path: 'x4321/' },
      { size: 40_004 },
      { size: 40_005 },
    ].map(matches),
    [true, false, true, false, true, false],
  )
})
