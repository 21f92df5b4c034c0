import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utf8 } from '../../base/bytes.ts'
import type { InvocationResult } from '../../sync-plane/sync-plane.ts'
import { type FailureRecordParts, failureRecord } from './failure-record.ts'

const arrivedMs = Date.parse('2022-07-13T13:48:01.123Z')
const record = (sequenceNumber: string, ms: number) => ({
  sequenceNumber,
  arrivedMs: ms,
  shown: {},
  data: () => ({}),
  key: '',
})
const ran: InvocationResult = { ran: true, payload: utf8('{}'), executedVersion: '$LATEST' }

const parts = (more: Partial<FailureRecordParts>): FailureRecordParts => ({
  kind: 'kinesis',
  streamArn: 'arn:aws:kinesis:us-east-1:1:stream/s',
  shard: 'shardId-000000000000',
  functionArn: 'arn:aws:lambda:us-east-1:1:function:f',
  records: [record('10', arrivedMs), record('12', arrivedMs + 1_000)],
  why: {
    condition: 'RetryAttemptsExhausted',
    attempts: 2,
    requestId: 'r',
    last: { requestId: 'r', result: { ...ran, functionError: 'Unhandled' } },
  },
  nowMs: Date.parse('2022-07-13T13:49:00.000Z'),
  ...more,
})
const batch = {
  shardId: 'shardId-000000000000',
  startSequenceNumber: '10',
  endSequenceNumber: '12',
  approximateArrivalOfFirstRecord: '2022-07-13T13:48:01.123Z',
  approximateArrivalOfLastRecord: '2022-07-13T13:48:02.123Z',
  batchSize: 2,
  streamArn: 'arn:aws:kinesis:us-east-1:1:stream/s',
}

test('a batch that used up its attempts is told of as AWS tells it, member by member', () =>
  assert.equal(
    JSON.stringify(failureRecord(parts({}))),
    JSON.stringify({
      requestContext: {
        requestId: 'r',
        functionArn: 'arn:aws:lambda:us-east-1:1:function:f',
        condition: 'RetryAttemptsExhausted',
        approximateInvokeCount: 2,
      },
      responseContext: { statusCode: 200, executedVersion: '$LATEST', functionError: 'Unhandled' },
      version: '1.0',
      timestamp: '2022-07-13T13:49:00.000Z',
      KinesisBatchInfo: batch,
    }),
  ))

test('what a function named as failed, without an error of its own, has none', () => {
  const why = { ...parts({}).why, last: { requestId: 'r', result: ran } }
  assert.deepEqual((failureRecord(parts({ why })) as { responseContext: object }).responseContext, {
    statusCode: 200,
    executedVersion: '$LATEST',
    functionError: null,
  })
})

test('of records that grew too old there is no answer', () => {
  const why = { condition: 'RecordAgeExceeded', attempts: 1, requestId: 'r' } as const
  assert.deepEqual(Object.keys(failureRecord(parts({ why }))), [
    'requestContext',
    'version',
    'timestamp',
    'KinesisBatchInfo',
  ])
})

test("a table's stream has its own name, and its times no milliseconds", () => {
  const streamArn = 'arn:aws:dynamodb:us-east-1:1:table/t/stream/2025-01-01T00:00:00.000'
  const told = failureRecord(parts({ kind: 'dynamodb', streamArn })) as { DDBStreamBatchInfo: object }
  assert.deepEqual(told.DDBStreamBatchInfo, {
    ...batch,
    approximateArrivalOfFirstRecord: '2022-07-13T13:48:01Z',
    approximateArrivalOfLastRecord: '2022-07-13T13:48:02Z',
    streamArn,
  })
})

test('what a consumer has read is told of by its stream', () => {
  const streamArn = 'arn:aws:kinesis:us-east-1:1:stream/s/consumer/c:1'
  assert.deepEqual((failureRecord(parts({ streamArn })) as { KinesisBatchInfo: object }).KinesisBatchInfo, batch)
})
