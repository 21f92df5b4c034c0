import { GetRecordsCommand, GetShardIteratorCommand, KinesisClient } from '@aws-sdk/client-kinesis'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import type { MeasuredRoost } from '../../measured-roost.ts'
import { inPairs } from '../../pairs.ts'
import { pairedRow, type Row } from '../../report.ts'
import { Passage, passageThrough } from './passage.ts'

const StreamName = 'bench'
const EventSourceArn = `arn:aws:kinesis:us-east-1:000000000000:stream/${StreamName}`

/** Records a second of one shard to a function that does nothing, against reading them. `total`: what the stream has. */
export async function measureStream(
  bench: string,
  roost: MeasuredRoost,
  { endpoint, total }: { endpoint: string; total: number },
): Promise<Row[]> {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' }
  const requestHandler = new NodeHttpHandler()
  const kinesis = new KinesisClient({ endpoint, region: 'us-east-1', credentials, requestHandler })
  const rows: Row[] = []
  for (const BatchSize of [100, 10_000]) {
    const settings = { FunctionName: 'taker', EventSourceArn, StartingPosition: 'TRIM_HORIZON', BatchSize }
    const pairs = await inPairs(
      3,
      () => passageThrough(roost, { settings, count: 'invoked', total }),
      () => readAll(kinesis, total),
    )
    const head = { bench, metric: `records of a shard, batches of ${BatchSize}`, unit: '/s', goal: '>= 0.7' }
    rows.push(pairedRow(head, pairs, (perSecond) => perSecond))
  }
  kinesis.destroy()
  return rows
}

async function readAll(kinesis: KinesisClient, total: number): Promise<number> {
  const passage = new Passage(total)
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
