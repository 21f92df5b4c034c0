import { Agent } from 'node:http'
import { KinesisClient, SubscribeToShardCommand, type SubscribeToShardEventStream } from '@aws-sdk/client-kinesis'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { Clock } from '../../base/clock.ts'
import { servicePatience } from '../../base/service-patience.ts'
import { parseArn } from '../../lambda/arn.ts'
import { FanOutConnector, type Pushed } from './fan-out.ts'
import { iteratorOf, KinesisConnector } from './kinesis-connector.io.ts'
import { kinesisRecord, type RecordOrigin } from './kinesis-record.io.ts'

export interface FanOutOptions {
  clock: Clock
  /** Of the function. */
  role: string
  client: { endpoint?: string }
}

/** Of a consumer; the ARN of its stream is the beginning of its own. */
export const consumerOf = (arn: string): string | undefined => /^(arn:.+:stream\/[^/]+)\/consumer\//.exec(arn)?.[1]

/** A consumer of a stream by AWS's own client. */
export function openFanOut(arn: string, { client: options, clock, role }: FanOutOptions): FanOutConnector {
  const { region } = parseArn(arn)!
  const stream = new KinesisConnector(consumerOf(arn)!, role, options)
  // Kinesis pushes by HTTP/2, as the client does by itself; stand-ins without TLS do not.
  const plain = options.endpoint?.startsWith('http:')
  const handler = () => new NodeHttpHandler({ ...servicePatience, httpAgent: new Agent({ keepAlive: true }) })
  const client = new KinesisClient({ region, ...(plain && { requestHandler: handler() }), ...options })
  return new FanOutConnector({
    clock,
    shards: () => stream.shards(),
    async subscribe(shard, start, abortSignal) {
      const { ShardIteratorType: Type, StartingSequenceNumber: SequenceNumber, Timestamp } = iteratorOf(start)
      const StartingPosition = { Type, SequenceNumber, Timestamp }
      const command = new SubscribeToShardCommand({ ConsumerARN: arn, ShardId: shard, StartingPosition })
      const { EventStream } = await client.send(command, { abortSignal })
      return pushed(EventStream!, { arn, region, role, shard })
    },
  })
}

async function* pushed(
  events: AsyncIterable<SubscribeToShardEventStream>,
  origin: RecordOrigin,
): AsyncGenerator<Pushed> {
  for await (const { SubscribeToShardEvent: event, ...fault } of events) {
    if (!event) throw Object.values(fault).find((each) => each instanceof Error) ?? new Error('an unknown event')
    const { ChildShards = [], ContinuationSequenceNumber, MillisBehindLatest, Records = [] } = event
    const records = Records.map((record) => kinesisRecord(record, origin))
    const after = ChildShards.length > 0 ? undefined : ContinuationSequenceNumber || undefined
    yield { records, newest: MillisBehindLatest === 0, ...(after !== undefined && { after }) }
  }
}
