import type { _Record as KinesisRecord } from '@aws-sdk/client-kinesis'
import type { StreamRecord } from '../streams/stream-connector.ts'

export interface RecordOrigin {
  /** Of the mapping's source. */
  arn: string
  region: string
  shard: string
  /** Of the function. */
  role: string
}

/** Members in the order of AWS (Lambda Developer Guide: using Lambda with Kinesis). */
export function kinesisRecord(
  { ApproximateArrivalTimestamp, Data, PartitionKey, SequenceNumber }: KinesisRecord,
  { arn, region, role, shard }: RecordOrigin,
): StreamRecord {
  const arrivedMs = ApproximateArrivalTimestamp?.getTime() ?? 0
  const bytes = Buffer.from(Data ?? [])
  const kinesis = {
    kinesisSchemaVersion: '1.0',
    partitionKey: PartitionKey,
    sequenceNumber: SequenceNumber,
    data: bytes.toString('base64'),
    approximateArrivalTimestamp: arrivedMs / 1000,
  }
  const shown = {
    kinesis,
    eventSource: 'aws:kinesis',
    eventVersion: '1.0',
    eventID: `${shard}:${SequenceNumber}`,
    eventName: 'aws:kinesis:record',
    invokeIdentityArn: role,
    awsRegion: region,
    eventSourceARN: arn,
  }
  const data = () => ({ ...shown, ...kinesis, data: parsed(bytes) })
  return { sequenceNumber: SequenceNumber!, arrivedMs, shown, data, key: PartitionKey ?? '' }
}

/** Filters look into data that is JSON; anything else matches no pattern of data. */
function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown
  } catch {
    return undefined
  }
}
