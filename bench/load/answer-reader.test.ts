import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { type Answer, AnswerReader } from './answer-reader.ts'

const plain = ({ status, body }: Answer) =>
  `HTTP/1.1 ${status} Fine\r\nX-Request: 1\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`

const chunked = ({ status, body }: Answer) => {
  const bytes = Buffer.from(body)
  const half = bytes.length >> 1
  const parts = [bytes.subarray(0, half), bytes.subarray(half)].filter((part) => part.length > 0)
  const chunk = (part: Buffer) => `${part.length.toString(16)}\r\n${part.toString('latin1')}\r\n`
  return `HTTP/1.1 ${status} Fine\r\nTransfer-Encoding: chunked\r\n\r\n${parts.map(chunk).join('')}0\r\n\r\n`
}

test('answers are read as they were sent, however the connection cuts them', () => {
  const answer = fc.record(
    { status: fc.integer({ min: 200, max: 599 }), body: fc.string({ unit: 'binary' }) },
    { noNullPrototype: true },
  )
  const answers = fc.array(fc.record({ answer, inChunks: fc.boolean() }), { maxLength: 6 })
  fc.assert(
    fc.property(answers, fc.array(fc.integer({ min: 1, max: 90 }), { minLength: 1 }), (sent, cuts) => {
      const stream = Buffer.concat(
        sent.map((one) => (one.inChunks ? Buffer.from(chunked(one.answer), 'latin1') : Buffer.from(plain(one.answer)))),
      )
      const reader = new AnswerReader()
      const heard: Answer[] = []
      for (let at = 0, turn = 0; at < stream.length; turn++) {
        const end = at + cuts[turn % cuts.length]!
        heard.push(...reader.read(stream.subarray(at, end)))
        at = end
      }
      assert.deepEqual(
        heard,
        sent.map((one) => one.answer),
      )
    }),
  )
})

test('an answer whose end cannot be known is refused', () => {
  assert.throws(
    () => new AnswerReader().read(Buffer.from('HTTP/1.1 200 OK\r\nConnection: close\r\n\r\nhello')),
    /length/,
  )
})
