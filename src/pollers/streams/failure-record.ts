import { isoInstant } from '../../base/instant.ts'
import type { Discarded } from './run-batch.ts'
import type { StreamRecord } from './stream-connector.ts'

export interface FailureRecordParts {
  kind: 'kinesis' | 'dynamodb'
  streamArn: string
  shard: string
  /** Unqualified. */
  functionArn: string
  records: readonly Pick<StreamRecord, 'sequenceNumber' | 'arrivedMs'>[]
  /** The request is the last one, or made up where there was none. */
  why: Discarded & { requestId: string }
  nowMs: number
}

/** What a stream's destination of failures gets (Lambda Developer Guide: on-failure destinations of stream sources). */
export function failureRecord({
  functionArn,
  kind,
  nowMs,
  records,
  shard,
  streamArn,
  why,
}: FailureRecordParts): object {
  const { attempts, condition, last, requestId } = why
  const result = last?.result
  const instant = (ms: number) => (kind === 'kinesis' ? isoInstant(ms) : isoInstant(ms).replace(/\.\d+Z$/, 'Z'))
  const [oldest, newest] = [records[0]!, records.at(-1)!]
  const batch = {
    shardId: shard,
    startSequenceNumber: oldest.sequenceNumber,
    endSequenceNumber: newest.sequenceNumber,
    approximateArrivalOfFirstRecord: instant(oldest.arrivedMs),
    approximateArrivalOfLastRecord: instant(newest.arrivedMs),
    batchSize: records.length,
    // Also of what a consumer of its has read.
    streamArn: streamArn.replace(/\/consumer\/.*$/, ''),
  }
  return {
    requestContext: { requestId, functionArn, condition, approximateInvokeCount: attempts },
    ...(result?.ran && {
      responseContext: {
        statusCode: 200,
        executedVersion: result.executedVersion,
        functionError: result.functionError ?? null,
      },
    }),
    // As it is told of Kafka's batches; nothing is documented for streams.
    ...(condition === 'MaximumPayloadSizeExceeded' && { responseContext: null }),
    version: '1.0',
    timestamp: isoInstant(nowMs),
    [kind === 'kinesis' ? 'KinesisBatchInfo' : 'DDBStreamBatchInfo']: batch,
  }
}
