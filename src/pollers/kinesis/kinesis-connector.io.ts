import {
  DescribeStreamSummaryCommand,
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  ListShardsCommand,
  ProvisionedThroughputExceededException,
  ResourceNotFoundException,
  type ShardIteratorType,
} from '@aws-sdk/client-kinesis'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { servicePatience } from '../../base/service-patience.ts'
import { parseArn } from '../../lambda/arn.ts'
import {
  IteratorGone,
  ReadThrottled,
  type Shard,
  type Start,
  type StreamConnector,
  type StreamPage,
} from '../streams/stream-connector.ts'
import { kinesisRecord, type RecordOrigin } from './kinesis-record.io.ts'

/** A stream of Kinesis by AWS's own client. */
export class KinesisConnector implements StreamConnector {
  readonly #arn: string
  readonly #of: Omit<RecordOrigin, 'shard'>
  readonly #client: KinesisClient
  /** Iterators do not say whose they are. */
  readonly #shards = new Map<string, string>()

  constructor(arn: string, role: string, options: object) {
    this.#arn = arn
    const { region } = parseArn(arn)!
    this.#of = { arn, role, region }
    // The client speaks HTTP/2 by itself, which stand-ins without TLS do not.
    this.#client = new KinesisClient({ region, requestHandler: new NodeHttpHandler(servicePatience), ...options })
  }

  async exists(): Promise<boolean> {
    try {
      await this.#client.send(new DescribeStreamSummaryCommand({ StreamARN: this.#arn }))
      return true
    } catch (error) {
      if (error instanceof ResourceNotFoundException) return false
      throw error
    }
  }

  async shards(): Promise<Shard[]> {
    const found: Shard[] = []
    for (let NextToken: string | undefined, first = true; first || NextToken; first = false) {
      const page: {
        Shards?: { ShardId?: string; ParentShardId?: string; AdjacentParentShardId?: string }[]
        NextToken?: string
      } = await this.#client.send(new ListShardsCommand(NextToken ? { NextToken } : { StreamARN: this.#arn }))
      for (const { AdjacentParentShardId, ParentShardId, ShardId } of page.Shards ?? [])
        found.push({ id: ShardId!, parents: [ParentShardId, AdjacentParentShardId].filter((id) => id !== undefined) })
      NextToken = page.NextToken
    }
    return found
  }

  async iterator(shard: string, start: Start): Promise<string> {
    const { ShardIterator } = await this.#client.send(
      new GetShardIteratorCommand({ StreamARN: this.#arn, ShardId: shard, ...iteratorOf(start) }),
    )
    this.#shards.set(ShardIterator!, shard)
    return ShardIterator!
  }

  async read(iterator: string, max: number, abortSignal: AbortSignal): Promise<StreamPage> {
    const shard = this.#shards.get(iterator) ?? ''
    try {
      const {
        MillisBehindLatest,
        NextShardIterator,
        Records = [],
      } = await this.#client.send(
        new GetRecordsCommand({ StreamARN: this.#arn, ShardIterator: iterator, Limit: Math.min(max, 10_000) }),
        { abortSignal },
      )
      this.#shards.delete(iterator)
      if (NextShardIterator) this.#shards.set(NextShardIterator, shard)
      const records = Records.map((record) => kinesisRecord(record, { ...this.#of, shard }))
      // A page may be empty although more is to come.
      return { records, next: NextShardIterator ?? undefined, newest: MillisBehindLatest === 0 }
    } catch (error) {
      if (error instanceof ProvisionedThroughputExceededException) throw new ReadThrottled(error.message)
      this.#shards.delete(iterator)
      throw error instanceof ExpiredIteratorException ? new IteratorGone(error.message) : error
    }
  }
}

/** As GetShardIterator and SubscribeToShard take it. */
export function iteratorOf(start: Start): {
  ShardIteratorType: ShardIteratorType
  StartingSequenceNumber?: string
  Timestamp?: Date
} {
  switch (start.at) {
    case 'AFTER':
      return { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber: start.sequenceNumber } as const
    case 'AT_TIMESTAMP':
      return { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(start.seconds * 1000) } as const
    default:
      return { ShardIteratorType: start.at }
  }
}
