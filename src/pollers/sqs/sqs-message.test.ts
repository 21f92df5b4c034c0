import assert from 'node:assert/strict'
import { test } from 'node:test'
import { compileSqsFilter, type SqsMessage, sqsRecord } from './sqs-message.ts'

const message = (Body: string, more: Partial<SqsMessage> = {}): SqsMessage => ({
  MessageId: 'm',
  ReceiptHandle: 'r',
  Body,
  MD5OfBody: 'md5',
  Attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1545082649183' },
  ...more,
})

test('a message is shown as AWS shows it', () => {
  const shown = sqsRecord(
    message('hello', {
      MessageAttributes: {
        word: { DataType: 'String', StringValue: 'x' },
        bytes: { DataType: 'Binary', BinaryValue: new Uint8Array([0, 1, 2]) },
      },
      MD5OfMessageAttributes: 'md5 of attributes',
    }),
    { arn: 'arn:aws:sqs:us-east-1:1:q', region: 'us-east-1' },
  )
  assert.equal(
    JSON.stringify(shown),
    JSON.stringify({
      messageId: 'm',
      receiptHandle: 'r',
      body: 'hello',
      attributes: { ApproximateReceiveCount: '1', SentTimestamp: '1545082649183' },
      messageAttributes: {
        word: { stringValue: 'x', stringListValues: [], binaryListValues: [], dataType: 'String' },
        bytes: { binaryValue: 'AAEC', stringListValues: [], binaryListValues: [], dataType: 'Binary' },
      },
      md5OfMessageAttributes: 'md5 of attributes',
      md5OfBody: 'md5',
      eventSource: 'aws:sqs',
      eventSourceARN: 'arn:aws:sqs:us-east-1:1:q',
      awsRegion: 'us-east-1',
    }),
  )
})

const json = JSON.stringify({ kind: 'order', size: 3 })
const filters: [string, string[], string, boolean][] = [
  ['no filter', [], 'anything', true],
  ['a list of texts, and one of them', ['{"body":["a","b"]}'], 'b', true],
  ['a list of texts, and another text', ['{"body":["a","b"]}'], 'c', false],
  ['a prefix of a text', ['{"body":[{"prefix":"ab"}]}'], 'abc', true],
  ['a list of texts, and JSON', [`{"body":[${JSON.stringify(json)}]}`], json, false],
  ['fields, and JSON that has them', ['{"body":{"kind":["order"]}}'], json, true],
  ['fields, and JSON that has others', ['{"body":{"kind":["bill"]}}'], json, false],
  ['fields, and a text', ['{"body":{"kind":[{"exists":false}]}}'], 'order', false],
  ['no body, whatever it is', ['{"messageId":["m"]}'], 'order', true],
  ['no body, of another message', ['{"messageId":["n"]}'], json, false],
  ['attributes', ['{"attributes":{"ApproximateReceiveCount":["1"]},"body":{"size":[3]}}'], json, true],
  ['the second of two', ['{"body":["a"]}', '{"body":{"size":[{"numeric":[">",2]}]}}'], json, true],
]
for (const [what, patterns, body, passes] of filters)
  test(`a filter of ${what}`, () => assert.equal(compileSqsFilter(patterns)(message(body)), passes))
