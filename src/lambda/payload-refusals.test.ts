import assert from 'node:assert/strict'
import { test } from 'node:test'
import { empty, utf8 } from '../base/bytes.ts'
import { refuseContent, refuseSize } from './payload-refusals.ts'

const words = (text: string) => refuseContent(utf8(text))?.message

test('a payload may be empty or any JSON value', () => {
  assert.equal(refuseContent(empty), undefined)
  for (const text of ['{}', ' [1] ', '"text"', 'null', '3.1']) assert.equal(words(text), undefined)
})

test('what is no JSON is refused in the words of AWS, with its place', () => {
  const lead = 'Could not parse request body into json: Could not parse payload into json: '
  const source = '\n at [Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled); '
  const expecting = "was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')"
  assert.equal(words('hello'), `${lead}Unrecognized token 'hello': ${expecting}${source}line: 1, column: 1]`)
  assert.equal(words('{"a":1'), `${lead}Unexpected end-of-input${source}line: 1, column: 7]`)
  assert.equal(words('{\n "a":1,}'), `${lead}Unexpected character ('}' (code 125))${source}line: 2, column: 8]`)
})

test('6 MB may be sent to somebody who answers, 1 MB to a queue', () => {
  const six = new Uint8Array(6_291_456)
  assert.equal(refuseSize(six, 'RequestResponse'), undefined)
  assert.equal(
    refuseSize(new Uint8Array(6_291_457), 'RequestResponse')?.message,
    '6291457 byte payload is too large for the RequestResponse invocation type (limit 6291456 bytes)',
  )
  assert.equal(refuseSize(six.subarray(0, 1_048_576), 'Event'), undefined)
  assert.equal(refuseSize(six, 'Event')?.exception, 'RequestTooLargeException')
})
