import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { compilePattern } from './compile-filter.ts'

const cases: [string, Record<string, unknown>, unknown, boolean][] = [
  ['equal text', { a: ['x'] }, { a: 'x' }, true],
  ['other text', { a: ['x'] }, { a: 'X' }, false],
  ['one of several', { a: ['x', 'y'] }, { a: 'y' }, true],
  ['a number is not its text', { a: [1] }, { a: '1' }, false],
  ['null', { a: [null] }, { a: null }, true],
  ['null is not missing', { a: [null] }, {}, false],
  ['empty text', { a: [''] }, { a: '' }, true],
  ['every field', { a: ['x'], b: ['y'] }, { a: 'x', b: 'z' }, false],
  ['nested', { a: { b: ['x'] } }, { a: { b: 'x', c: 1 } }, true],
  ['an element of an array', { a: ['x'] }, { a: ['w', 'x'] }, true],
  ['an element of an array of objects', { a: { b: ['x'] } }, { a: [{ b: 'w' }, { b: 'x' }] }, true],
  ['$or', { $or: [{ a: ['x'] }, { b: ['y'] }] }, { b: 'y' }, true],
  ['$or of nothing that matches', { $or: [{ a: ['x'] }, { b: ['y'] }] }, { a: 'y', b: 'x' }, false],
  ['prefix', { a: [{ prefix: 'ab' }] }, { a: 'abc' }, true],
  ['prefix, whatever the case', { a: [{ prefix: { 'equals-ignore-case': 'AB' } }] }, { a: 'abc' }, true],
  ['suffix', { a: [{ suffix: '.png' }] }, { a: 'x.png' }, true],
  ['equal, whatever the case', { a: [{ 'equals-ignore-case': 'Ab' }] }, { a: 'aB' }, true],
  ['wildcard', { a: [{ wildcard: 'a*c*e' }] }, { a: 'abcde' }, true],
  ['wildcard that ends elsewhere', { a: [{ wildcard: 'a*c' }] }, { a: 'abcd' }, false],
  ['wildcard with a star meant', { a: [{ wildcard: 'a\\*c' }] }, { a: 'a*c' }, true],
  ['wildcard with a dot meant', { a: [{ wildcard: 'a.c' }] }, { a: 'abc' }, false],
  ['a range', { a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 5 }, true],
  ['below a range', { a: [{ numeric: ['>', 0, '<=', 5] }] }, { a: 0 }, false],
  ['a number as text is in no range', { a: [{ numeric: ['=', 5] }] }, { a: '5' }, false],
  ['anything but', { a: [{ 'anything-but': ['x', 'y'] }] }, { a: 'z' }, true],
  ['anything but what it is', { a: [{ 'anything-but': 'x' }] }, { a: 'x' }, false],
  ['anything but a prefix', { a: [{ 'anything-but': { prefix: 'x' } }] }, { a: 'xy' }, false],
  ['anything but, of what is missing', { a: [{ 'anything-but': 'x' }] }, {}, false],
  ['exists', { a: [{ exists: true }] }, { a: null }, true],
  ['does not exist', { a: [{ exists: false }] }, {}, true],
  ['does not exist, but does', { a: [{ exists: false }] }, { a: 1 }, false],
  ['does not exist, below what does not', { a: { b: [{ exists: false }] } }, {}, true],
  ['only leaves exist', { a: [{ exists: true }] }, { a: { b: 1 } }, false],
  ['of data that is no object', { a: ['x'] }, 'x', false],
]
for (const [what, pattern, data, matches] of cases)
  test(`a pattern: ${what}`, () => assert.equal(compilePattern(pattern)(data), matches))

test('wildcards match as a search by hand does', () =>
  fc.assert(
    fc.property(fc.stringMatching(/^[ab*]{0,6}$/), fc.stringMatching(/^[ab]{0,8}$/), (wildcard, value) => {
      assert.equal(compilePattern({ a: [{ wildcard }] })({ a: value }), byHand(wildcard, value))
    }),
  ))

function byHand(wildcard: string, value: string): boolean {
  if (wildcard === '') return value === ''
  if (wildcard[0] === '*') return byHand(wildcard.slice(1), value) || (value !== '' && byHand(wildcard, value.slice(1)))
  return value !== '' && value[0] === wildcard[0] && byHand(wildcard.slice(1), value.slice(1))
}
