import assert from 'node:assert/strict'
import { test } from 'node:test'
import { isFilterPattern } from './filter-pattern.ts'

const accepted: Record<string, unknown> = {
  'a value': { body: { city: ['Bern'] } },
  'one of several values': { body: { n: [1, 2, 'three', true, null] } },
  'the empty text': { body: { city: [''] } },
  'a prefix': { body: { city: [{ prefix: 'B' }] } },
  'a suffix': { body: { file: [{ suffix: '.png' }] } },
  'a prefix that ignores case': { body: { city: [{ prefix: { 'equals-ignore-case': 'b' } }] } },
  'a value that ignores case': { body: { city: [{ 'equals-ignore-case': 'bern' }] } },
  'an exact number': { body: { n: [{ numeric: ['=', 300] }] } },
  'a range of numbers': { body: { n: [{ numeric: ['>', 0, '<=', 5] }] } },
  presence: { body: { city: [{ exists: true }] } },
  'anything but values': { body: { city: [{ 'anything-but': ['Bern', 'Basel'] }] } },
  'anything but a prefix': { body: { city: [{ 'anything-but': { prefix: 'B' } }] } },
  'either of two conditions': { $or: [{ eventName: ['INSERT'] }, { dynamodb: { Keys: { id: [1] } } }] },
}

const refused: Record<string, unknown> = {
  'a list instead of an object': [{ body: ['x'] }],
  'nothing at all': {},
  'a leaf that is no list': { body: { city: 'Bern' } },
  'an empty list': { body: { city: [] } },
  'an empty object below a field': { body: {} },
  'an unknown operator': { body: { city: [{ contains: 'B' }] } },
  'two operators in one object': { body: { city: [{ prefix: 'B', suffix: 'n' }] } },
  'an inherited name as an operator': { body: { city: [{ constructor: 'B' }] } },
  'a prefix that is no text': { body: { city: [{ prefix: 4 }] } },
  'presence that is neither true nor false': { body: { city: [{ exists: 'yes' }] } },
  'a range that holds no number': { body: { n: [{ numeric: ['>', 5, '<', 5] }] } },
  'a range that begins with its upper bound': { body: { n: [{ numeric: ['<', 5, '>', 1] }] } },
  'a range with a text bound': { body: { n: [{ numeric: ['=', '5'] }] } },
  'anything but a mixture': { body: { city: [{ 'anything-but': ['Bern', 4] }] } },
  'a single option of $or': { $or: [{ body: ['x'] }] },
  'a list within a list': { body: { city: [['Bern']] } },
}

for (const [what, pattern] of Object.entries(accepted))
  test(`a filter may ask for ${what}`, () => assert.equal(isFilterPattern(JSON.stringify(pattern)), true))

for (const [what, pattern] of Object.entries(refused))
  test(`a filter with ${what} is no pattern`, () => assert.equal(isFilterPattern(JSON.stringify(pattern)), false))

test('a filter has to be JSON', () => assert.equal(isFilterPattern('{"body": ["x"]'), false))

test('the data of a Kinesis record is filtered by its JSON, not as text', () => {
  assert.equal(isFilterPattern('{"data": {"kind": ["order"]}}', 'data'), true)
  assert.equal(isFilterPattern('{"data": ["order"]}', 'data'), false)
  assert.equal(isFilterPattern('{"partitionKey": ["1"]}', 'data'), true)
})
