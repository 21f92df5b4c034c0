import {
  DescribeStreamCommand,
  DynamoDBStreamsClient,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  LimitExceededException,
  ResourceNotFoundException,
  type _Record as StreamsRecord,
  TrimmedDataAccessException,
} from '@aws-sdk/client-dynamodb-streams'
import { servicePatience } from '../../base/service-patience.ts'
import { parseArn } from '../../lambda/arn.ts'
import {
  IteratorGone,
  ReadThrottled,
  RecordsTrimmed,
  type Shard,
  type Start,
  type StreamConnector,
  type StreamPage,
  type StreamRecord,
} from '../streams/stream-connector.ts'

/** The stream of a table by AWS's own client. */
export class DynamoConnector implements StreamConnector {
  readonly #arn: string
  readonly #region: string
  readonly #client: DynamoDBStreamsClient

  constructor(arn: string, options: object) {
    this.#arn = arn
    this.#region = parseArn(arn)!.region
    this.#client = new DynamoDBStreamsClient({ region: this.#region, requestHandler: servicePatience, ...options })
  }

  async exists(): Promise<boolean> {
    try {
      await this.#client.send(new DescribeStreamCommand({ StreamArn: this.#arn, Limit: 1 }))
      return true
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return false
      throw error
    }
  }

  async shards(): Promise<Shard[]> {
    const found: Shard[] = []
    for (let after: string | undefined, first = true; first || after; first = false) {
      const { StreamDescription } = await this.#client.send(
        new DescribeStreamCommand({ StreamArn: this.#arn, ...(after && { ExclusiveStartShardId: after }) }),
      )
      for (const { ParentShardId, ShardId } of StreamDescription?.Shards ?? [])
        found.push({ id: ShardId!, parents: ParentShardId ? [ParentShardId] : [] })
      after = StreamDescription?.LastEvaluatedShardId
    }
    return found
  }

  async iterator(shard: string, start: Start): Promise<string> {
    const where =
      start.at === 'AFTER'
        ? ({ ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', SequenceNumber: start.sequenceNumber } as const)
        : // These streams begin at no moment: what is older is passed by.
          ({ ShardIteratorType: 'TRIM_HORIZON' } as const)
    try {
      const command = new GetShardIteratorCommand({ StreamArn: this.#arn, ShardId: shard, ...where })
      return (await this.#client.send(command)).ShardIterator!
    } catch (error) {
      throw error instanceof TrimmedDataAccessException ? new RecordsTrimmed(error.message) : error
    }
  }

  async read(iterator: string, max: number, abortSignal: AbortSignal): Promise<StreamPage> {
    try {
      const { NextShardIterator, Records = [] } = await this.#client.send(
        new GetRecordsCommand({ ShardIterator: iterator, Limit: Math.min(max, 1000) }),
        { abortSignal },
      )
      const records = Records.map((record) => this.#record(record))
      return { records, next: NextShardIterator ?? undefined, newest: records.length === 0 }
    } catch (error) {
      if (error instanceof LimitExceededException) throw new ReadThrottled(error.message)
      if (error instanceof TrimmedDataAccessException) throw new RecordsTrimmed(error.message)
      throw error instanceof ExpiredIteratorException ? new IteratorGone(error.message) : error
    }
  }

  /** Members in the order of AWS (Lambda Developer Guide: using Lambda with DynamoDB). */
  #record({ dynamodb = {}, eventID, eventName, userIdentity }: StreamsRecord): StreamRecord {
    const { ApproximateCreationDateTime, ...change } = dynamodb
    const arrivedMs = ApproximateCreationDateTime?.getTime() ?? 0
    const shown = {
      eventID,
      eventName,
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: this.#region,
      dynamodb: { ApproximateCreationDateTime: Math.floor(arrivedMs / 1000), ...(plain(change) as object) },
      eventSourceARN: this.#arn,
      // Present on what the table deleted by itself.
      ...(userIdentity && { userIdentity: { principalId: userIdentity.PrincipalId, type: userIdentity.Type } }),
    }
    const attributes = Object.entries(change.Keys ?? {}).toSorted(([one], [other]) => (one < other ? -1 : 1))
    const key = JSON.stringify(plain(attributes))
    return { sequenceNumber: dynamodb.SequenceNumber!, arrivedMs, shown, data: () => shown, key }
  }
}

/** Attribute values as JSON: bytes in base64. */
function plain(value: unknown): unknown {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64')
  if (Array.isArray(value)) return value.map(plain)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, plain(inner)]))
}
