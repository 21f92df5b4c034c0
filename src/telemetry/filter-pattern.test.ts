import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compilePattern } from './filter-pattern.ts'

function matches(pattern: string, message: string): boolean {
  const compiled = compilePattern(pattern)
  assert.ok(compiled.valid, `${pattern}: ${compiled.valid ? '' : compiled.because}`)
  return compiled.matches(message)
}

const error = '[ERROR 400] BAD REQUEST\n'
const warning = '[WARN] client is slow\n'

test('terms ask for lines that have all of them', () => {
  assert.ok(matches('', error))
  assert.ok(matches('ERROR', error))
  assert.ok(matches('ERROR BAD', error))
  assert.ok(!matches('ERROR slow', error))
  assert.ok(!matches('error', error), 'case counts')
})

test('phrases are found as they are written', () => {
  assert.ok(matches('"BAD REQUEST"', error))
  assert.ok(!matches('"REQUEST BAD"', error))
  assert.ok(matches('"[ERROR 400]"', error))
  assert.ok(matches('"say \\"hi\\""', 'they say "hi" to us'))
})

test('? gives a choice, - excludes', () => {
  assert.ok(matches('?ERROR ?WARN', warning))
  assert.ok(matches('?ERROR ?WARN', error))
  assert.ok(!matches('?ERROR ?WARN', 'fine'))
  assert.ok(matches('-slow', error) && !matches('-slow', warning))
  assert.ok(!matches('ERROR -"BAD REQUEST"', error))
  assert.ok(matches('?nothing ERROR', error), 'beside a term, alternatives are ignored')
})

const record = JSON.stringify({
  level: 'ERROR',
  code: 404,
  ok: false,
  none: null,
  text: '404',
  user: { name: 'ann', tags: ['a', 'b'] },
  'odd key': 1,
})

test('properties of JSON are compared', () => {
  const holds = [
    '{ $.level = "ERROR" }',
    '{ $.level = ERROR }',
    '{$.code=404}',
    '{ $.code > 400 && $.code <= 404 }',
    '{ $.code != 200 }',
    '{ $.user.name = "a*" }',
    '{ $.user.name = "*n*" }',
    '{ $.user.tags[1] = "b" }',
    '{ $.["odd key"] = 1 }',
    '{ $.level = "INFO" || ($.ok IS FALSE && $.none IS NULL) }',
    '{ $.missing NOT EXISTS }',
    '{ $.code EXISTS }',
    '{ $.text = 404 }',
  ]
  for (const pattern of holds) assert.ok(matches(pattern, record), pattern)
  const not = [
    '{ $.level = "INFO" }',
    '{ $.level = "ERR" }',
    '{ $.code > 404 }',
    '{ $.text > 1 }',
    '{ $.missing != 1 }',
    '{ $.missing IS NULL }',
    '{ $.user.tags[2] = "b" }',
    '{ $.toString EXISTS }',
    '{ $.user.name = "ab*" }',
    '{ $.level = "E*ERROR" }',
  ]
  for (const pattern of not) assert.ok(!matches(pattern, record), pattern)
})

test('lines that are no JSON do not match a pattern for JSON', () => {
  assert.ok(!matches('{ $.level = "ERROR" }', error))
  assert.ok(!matches('{ $.level = "ERROR" }', '{"level":"ERROR"'))
  assert.ok(matches('{ $.level = "ERROR" }', `  ${record}\n`))
})

test('what cannot be read is refused with a reason', () => {
  const wrong = [
    '{ $.a }',
    '{ $.a = }',
    '{ a = 1 }',
    '{ $.a = 1',
    '{ $.a = 1 } x',
    '{ $.a < b }',
    '"open',
    '%re%',
    '[a, b]',
  ]
  for (const pattern of [...wrong, `{ ${'('.repeat(1000)}$.a = 1${')'.repeat(1000)} }`]) {
    const compiled = compilePattern(pattern)
    assert.ok(!compiled.valid && compiled.because.length > 5, pattern)
  }
})

test('no pattern takes long on a long line', () => {
  const line = JSON.stringify({ a: 'a'.repeat(200_000) })
  const started = performance.now()
  assert.ok(!matches(`{ $.a = "${'a*'.repeat(200)}b" }`, line))
  assert.ok(performance.now() - started < 1000)
})
