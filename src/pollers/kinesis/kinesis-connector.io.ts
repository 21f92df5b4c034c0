import {
  ExpiredIteratorException,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  type _Record as KinesisRecord,
  ListShardsCommand,
} from '@aws-sdk/client-kinesis'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { parseArn } from '../../lambda/arn.ts'
import {
  IteratorGone,
  type Shard,
  type Start,
  type StreamConnector,
  type StreamPage,
  type StreamRecord,
} from '../streams/stream-connector.ts'

/** A stream of Kinesis by AWS's own client. */
export class KinesisConnector implements StreamConnector {
  readonly #arn: string
  readonly #role: string
  readonly #region: string
  readonly #client: KinesisClient
  /** Iterators do not say whose they are. */
  readonly #shards = new Map<string, string>()

  constructor(arn: string, role: string, options: object) {
    this.#arn = arn
    this.#role = role
    this.#region = parseArn(arn)!.region
    // The client speaks HTTP/2 by itself, which stand-ins without TLS do not.
    this.#client = new KinesisClient({ region: this.#region, requestHandler: new NodeHttpHandler(), ...options })
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

  async read(iterator: string, max: number): Promise<StreamPage> {
    const shard = this.#shards.get(iterator) ?? ''
    try {
      const {
        MillisBehindLatest,
        NextShardIterator,
        Records = [],
      } = await this.#client.send(
        new GetRecordsCommand({ StreamARN: this.#arn, ShardIterator: iterator, Limit: Math.min(max, 10_000) }),
      )
      this.#shards.delete(iterator)
      if (NextShardIterator) this.#shards.set(NextShardIterator, shard)
      const records = Records.map((record) => this.#record(record, shard))
      // A page may be empty although more is to come.
      return { records, next: NextShardIterator ?? undefined, newest: MillisBehindLatest === 0 }
    } catch (error) {
      this.#shards.delete(iterator)
      throw error instanceof ExpiredIteratorException ? new IteratorGone(error.message) : error
    }
  }

  /** Members in the order of AWS (Lambda Developer Guide: using Lambda with Kinesis). */
  #record(
    { ApproximateArrivalTimestamp, Data, PartitionKey, SequenceNumber }: KinesisRecord,
    shard: string,
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
      invokeIdentityArn: this.#role,
      awsRegion: this.#region,
      eventSourceARN: this.#arn,
    }
    const data = () => ({ ...shown, ...kinesis, data: parsed(bytes) })
    return { sequenceNumber: SequenceNumber!, arrivedMs, shown, data, key: PartitionKey ?? '' }
  }
}

function iteratorOf(start: Start) {
  switch (start.at) {
    case 'AFTER':
      return { ShardIteratorType: 'AFTER_SEQUENCE_NUMBER', StartingSequenceNumber: start.sequenceNumber } as const
    case 'AT_TIMESTAMP':
      return { ShardIteratorType: 'AT_TIMESTAMP', Timestamp: new Date(start.seconds * 1000) } as const
    default:
      return { ShardIteratorType: start.at }
  }
}

/** Filters look into data that is JSON; anything else matches no pattern of data. */
function parsed(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString()) as unknown
  } catch {
    return undefined
  }
}
