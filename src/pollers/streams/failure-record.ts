import { isoInstant } from '../../base/instant.ts'
import type { Discarded } from './shard-reader.ts'
import type { StreamRecord } from './stream-connector.ts'

export interface FailureRecordParts {
  kind: 'kinesis' | 'dynamodb'
  streamArn: string
  shard: string
  /** Unqualified. */
  functionArn: string
  records: readonly StreamRecord[]
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
  const { attempts, condition, requestId, result } = why
  const instant = (ms: number) => (kind === 'kinesis' ? isoInstant(ms) : isoInstant(ms).replace(/\.\d+Z$/, 'Z'))
  const [first, last] = [records[0]!, records.at(-1)!]
  const batch = {
    shardId: shard,
    startSequenceNumber: first.sequenceNumber,
    endSequenceNumber: last.sequenceNumber,
    approximateArrivalOfFirstRecord: instant(first.arrivedMs),
    approximateArrivalOfLastRecord: instant(last.arrivedMs),
    batchSize: records.length,
    streamArn,
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
    version: '1.0',
    timestamp: isoInstant(nowMs),
    [kind === 'kinesis' ? 'KinesisBatchInfo' : 'DDBStreamBatchInfo']: batch,
  }
}
