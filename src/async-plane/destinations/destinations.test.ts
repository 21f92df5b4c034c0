import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utf8 } from '../../base/bytes.ts'
import type { AccountId, Region, RequestId } from '../../base/identity.ts'
import type { EventOutcome } from '../outcome.ts'
import { deadLetter } from './dead-letter.ts'
import { busEntry, objectKey } from './envelopes.ts'
import { outcomeRecord, recordFor } from './outcome-record.ts'

const event = {
  account: '111111111111' as AccountId,
  region: 'us-east-1' as Region,
  requestId: 'r-1' as RequestId,
  functionName: 'f',
  payload: utf8('{"a": 1}'),
}
const now = Date.UTC(2025, 10, 24, 23, 11, 8, 123)
const failed: EventOutcome = {
  event,
  condition: 'RetriesExhausted',
  attempts: 3,
  response: {
    payload: utf8('{"errorMessage":"no","errorType":"Error"}'),
    executedVersion: '$LATEST',
    functionError: 'Unhandled',
  },
}

const arn = 'arn:aws:lambda:us-east-1:111111111111:function:f'
const records: [string, EventOutcome, string][] = [
  [
    'a failure',
    failed,
    `{"version":"1.0","timestamp":"2025-11-24T23:11:08.123Z","requestContext":{"requestId":"r-1","functionArn":"${arn}:$LATEST","condition":"RetriesExhausted","approximateInvokeCount":3},"requestPayload":{"a": 1},"responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"},"responsePayload":{"errorMessage":"no","errorType":"Error"}}`,
  ],
  [
    'a success of an alias, without a payload',
    {
      event: { ...event, qualifier: 'live', payload: utf8('') },
      condition: 'Success',
      attempts: 1,
      response: { payload: utf8('null'), executedVersion: '7' },
    },
    `{"version":"1.0","timestamp":"2025-11-24T23:11:08.123Z","requestContext":{"requestId":"r-1","functionArn":"${arn}:live","condition":"Success","approximateInvokeCount":1},"requestPayload":{},"responseContext":{"statusCode":200,"executedVersion":"7"},"responsePayload":null}`,
  ],
  [
    'an event that never ran',
    { event, condition: 'ZeroReservedConcurrency', attempts: 0 },
    `{"version":"1.0","timestamp":"2025-11-24T23:11:08.123Z","requestContext":{"requestId":"r-1","functionArn":"${arn}:$LATEST","condition":"ZeroReservedConcurrency","approximateInvokeCount":0},"requestPayload":{"a": 1}}`,
  ],
]
for (const [what, outcome, record] of records)
  test(`the record of ${what}`, () => assert.equal(outcomeRecord(outcome, now), record))

test('a custom runtime may answer what is no JSON', () => {
  const response = { payload: utf8('well'), executedVersion: '1' }
  const record = outcomeRecord({ event, condition: 'Success', attempts: 1, response }, now)
  assert.equal((JSON.parse(record) as { responsePayload: string }).responsePayload, 'well')
})

test('a dead letter is the event as it came, with three attributes', () => {
  assert.deepEqual(deadLetter(failed), {
    body: '{"a": 1}',
    attributes: {
      RequestID: { DataType: 'String', StringValue: 'r-1' },
      ErrorCode: { DataType: 'Number', StringValue: '200' },
      ErrorMessage: { DataType: 'String', StringValue: 'no' },
    },
  })
  const { ErrorMessage } = deadLetter({
    ...failed,
    response: { ...failed.response!, payload: utf8(JSON.stringify({ errorMessage: 'x'.repeat(5000) })) },
  }).attributes
  assert.equal(ErrorMessage.StringValue.length, 1024)
})

const bus = 'arn:aws:events:us-east-1:111111111111:event-bus/default'
for (const [condition, how] of [
  ['Success', 'Success'],
  ['RetriesExhausted', 'Failure'],
  ['EventAgeExceeded', 'Failure'],
] as const)
  test(`an event bus hears of ${condition} as a ${how}, with the function it is about`, () =>
    assert.deepEqual(busEntry(bus, { ...failed, condition }, '{"version":"1.0"}'), {
      Source: 'lambda',
      DetailType: `Lambda Function Invocation Result - ${how}`,
      Detail: '{"version":"1.0"}',
      EventBusName: bus,
      Resources: [bus, `${arn}:$LATEST`],
    }))

test('a bucket keeps records by function, day and second', () =>
  assert.equal(objectKey(failed, now, 'u-1'), 'aws/lambda/async/f/2025/11/24/2025-11-24T23.11.08-u-1'))

test('a topic is told without payloads of what it could not take with them; a queue is told all', () => {
  const long = { ...failed, event: { ...event, payload: utf8(JSON.stringify('x'.repeat(300_000))) } }
  assert.equal(
    recordFor('arn:aws:sns:us-east-1:111111111111:t', long, now),
    `{"version":"1.0","timestamp":"2025-11-24T23:11:08.123Z","requestContext":{"requestId":"r-1","functionArn":"${arn}:$LATEST","condition":"RetriesExhausted","approximateInvokeCount":3},"responseContext":{"statusCode":200,"executedVersion":"$LATEST","functionError":"Unhandled"}}`,
  )
  assert.equal(recordFor('arn:aws:sqs:us-east-1:111111111111:q', long, now), outcomeRecord(long, now))
  assert.equal(recordFor('arn:aws:sns:us-east-1:111111111111:t', failed, now), outcomeRecord(failed, now))
})
