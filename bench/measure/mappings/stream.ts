import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  GetRecordsCommand,
  GetShardIteratorCommand,
  KinesisClient,
  PutRecordsCommand,
} from '@aws-sdk/client-kinesis'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { until } from '../../../test/e2e/harness/until.ts'
import type { MeasuredRoost } from '../../measured-roost.ts'
import { inPairs } from '../../pairs.ts'
import { pairedRow, type Row } from '../../report.ts'
import { Passage, passageThrough } from './passage.ts'

const records = 50_000
const StreamName = 'bench'

/** Records a second of one shard to a function that does nothing, against reading them. */
export async function measureStream(bench: string, roost: MeasuredRoost, endpoint: string): Promise<Row[]> {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' }
  const requestHandler = new NodeHttpHandler()
  const kinesis = new KinesisClient({ endpoint, region: 'us-east-1', credentials, requestHandler })
  const arn = await fill(kinesis)
  const rows: Row[] = []
  for (const BatchSize of [100, 10_000]) {
    const settings = { FunctionName: 'taker', EventSourceArn: arn, StartingPosition: 'TRIM_HORIZON', BatchSize }
    const pairs = await inPairs(
      4,
      () => passageThrough(roost, { settings, count: 'invoked', total: records }),
      () => readAll(kinesis),
    )
    const head = { bench, metric: `records of a shard, batches of ${BatchSize}`, unit: '/s', goal: '>= 0.7' }
    rows.push(pairedRow(head, pairs, (perSecond) => perSecond))
  }
  kinesis.destroy()
  return rows
}

async function fill(kinesis: KinesisClient): Promise<string> {
  await until('the stream server takes streams', () =>
    kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 })).then(
      () => true,
      (error: Error) => error.name === 'ResourceInUseException',
    ),
  )
  let arn = ''
  await until('the stream is active', async () => {
    const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }))
    arn = StreamDescriptionSummary?.StreamARN ?? ''
    return StreamDescriptionSummary?.StreamStatus === 'ACTIVE'
  })
  const Data = Buffer.from(JSON.stringify({ word: 'x'.repeat(80) }))
  for (let put = 0; put < records; put += 500)
    await kinesis.send(
      new PutRecordsCommand({
        StreamName,
        Records: Array.from({ length: 500 }, (_, n) => ({ PartitionKey: `key ${n}`, Data })),
      }),
    )
  return arn
}

async function readAll(kinesis: KinesisClient): Promise<number> {
  const passage = new Passage(records)
  const at = { StreamName, ShardId: 'shardId-000000000000', ShardIteratorType: 'TRIM_HORIZON' as const }
  let { ShardIterator } = await kinesis.send(new GetShardIteratorCommand(at))
  for (let read = 0; !passage.saw(read); ) {
    const page: { NextShardIterator?: string; Records?: unknown[] } = await kinesis.send(
      new GetRecordsCommand({ ShardIterator, Limit: 1_000 }),
    )
    ShardIterator = page.NextShardIterator
    read += page.Records?.length ?? 0
  }
  return passage.perSecond
}
