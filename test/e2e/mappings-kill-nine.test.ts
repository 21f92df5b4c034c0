import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  KinesisClient,
  ListShardsCommand,
  PutRecordsCommand,
  SplitShardCommand,
} from '@aws-sdk/client-kinesis'
import { CreateEventSourceMappingCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { CreateQueueCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { integerBelow, SeededRandom } from '../../src/base/random.ts'
import { startKinesisLocal } from './harness/kinesis-local.ts'
import { motoMissing, startMoto } from './harness/moto.ts'
import { onThisDisk, type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

/** A longer run: ROOST_KILLS=50. */
const rounds = Number(process.env.ROOST_KILLS ?? 4)
const seed = process.env.ROOST_SEED ?? 'mappings'

/** Notes what it gets, one line a batch, once it is done with it. */
const source = (seen: string, word: string) => `import { appendFileSync } from 'node:fs'
export const handler = async ({ Records }) => {
  await new Promise((resolve) => setTimeout(resolve, 20))
  appendFileSync(${JSON.stringify(seen)}, JSON.stringify(Records.map((record) => ${word})) + '\\n')
}
`

describe(`mappings under load, ${rounds} kills (seed ${seed})`, () => {
  let roost: StartedRoost
  let folder: string
  let server: { endpoint: string; process: ChildProcess }
  let lambda: LambdaClient
  let kinesis: KinesisClient
  /** A queue of its own: those of `--services` are in a process that is killed. */
  const withoutQueue = motoMissing()
  let moto: { endpoint: string; process: ChildProcess } | undefined
  const random = new SeededRandom(seed)

  before(async () => {
    server = await startKinesisLocal()
    const { endpoint } = server
    if (!withoutQueue) moto = await startMoto()
    const env = { AWS_ENDPOINT_URL_KINESIS: endpoint, ...(moto && { AWS_ENDPOINT_URL_SQS: moto.endpoint }) }
    roost = await startRoost({ words: onThisDisk, env })
    folder = mkdtempSync('/var/tmp/roost-kill-mappings-')
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const options = { endpoint: roost.endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } }
    lambda = new LambdaClient(options)
    kinesis = new KinesisClient({ ...options, endpoint, requestHandler: new NodeHttpHandler() })
    await deploy('streamed', "Buffer.from(record.kinesis.data, 'base64').toString()")
    await deploy('queued', 'record.body')
  })
  after(async () => {
    for (const client of [lambda, kinesis]) client?.destroy()
    await roost?.remove()
    server?.process.kill('SIGKILL')
    moto?.process.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  async function deploy(name: string, word: string): Promise<void> {
    mkdirSync(join(folder, name))
    writeFileSync(join(folder, name, 'index.mjs'), source(join(folder, `${name}.log`), word))
    assert.equal((await roost.roost('deploy', join(folder, name))).status, 0)
  }

  function seen(name: string): string[] {
    const path = join(folder, `${name}.log`)
    if (!existsSync(path)) return []
    const lines = readFileSync(path, 'utf8').split('\n').filter(Boolean)
    return lines.flatMap((line) => JSON.parse(line) as string[])
  }

  async function kill(name: string): Promise<void> {
    const status = await roost.roost('status', '--json')
    if (status.status !== 0) return
    const { processes } = JSON.parse(status.stdout) as { processes: { name: string; pid: number }[] }
    const pid = processes.find((each) => each.name === name)?.pid
    try {
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
    } catch {
      // It is down still from the last round.
    }
  }

  /** One kill after the other, each once something has come since the last one. */
  async function killWhile(name: string, between: (round: number) => Promise<void>): Promise<void> {
    for (let round = 0; round < rounds; round++) {
      const enough = new Set(seen(name)).size + 5 + integerBelow(random, 20)
      await until(`records come in round ${round}`, () => new Set(seen(name)).size >= enough, 60_000)
      await kill(random.next() < 0.7 ? 'events' : 'data')
      await between(round)
    }
  }

  test('of a stream that is split meanwhile, no record is lost, and each key keeps its order', async (t) => {
    const StreamName = 'killed'
    await until('the stream server takes streams', () =>
      kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 2 })).then(
        () => true,
        (error: Error) => error.name === 'ResourceInUseException',
      ),
    )
    let arn = ''
    const active = async () => {
      const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }))
      arn = StreamDescriptionSummary?.StreamARN ?? ''
      return StreamDescriptionSummary?.StreamStatus === 'ACTIVE'
    }
    await until('the stream is active', active)
    let written = 0
    async function write(): Promise<void> {
      const records = Array.from({ length: 60 }, () => {
        const n = written++
        return { PartitionKey: `key ${n % 7}`, Data: Buffer.from(`${n % 7}/${n}`) }
      })
      // Puts of many records go to shards one by one: a key stays in order.
      await kinesis.send(new PutRecordsCommand({ StreamName, Records: records }))
    }
    await write()
    await lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: 'streamed',
        EventSourceArn: arn,
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 4,
        ParallelizationFactor: 3,
      }),
    )
    await killWhile('streamed', async (round) => {
      if (round === 1) {
        const { Shards = [] } = await kinesis.send(new ListShardsCommand({ StreamName }))
        const { EndingHashKey = '0', StartingHashKey = '0' } = Shards[0]!.HashKeyRange!
        const NewStartingHashKey = String((BigInt(StartingHashKey) + BigInt(EndingHashKey)) / 2n)
        await kinesis.send(new SplitShardCommand({ StreamName, ShardToSplit: Shards[0]!.ShardId, NewStartingHashKey }))
        await until('the shard is split', active)
      }
      await write()
    })
    await until('all have come', () => new Set(seen('streamed')).size === written, 60_000)
    const all = seen('streamed')
    t.diagnostic(`${written} records, 0 lost, ${all.length - written} twice`)
    for (let key = 0; key < 7; key++) {
      const first = [...new Set(all.filter((word) => word.startsWith(`${key}/`)))]
      const numbers = first.map((word) => Number(word.split('/')[1]))
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
      )
    }
  })

  test('of a queue, no message is lost', { skip: withoutQueue }, async (t) => {
    const credentials = { accessKeyId: 'any', secretAccessKey: 'any' }
    const sqs = new SQSClient({ endpoint: moto!.endpoint, region: 'us-east-1', credentials })
    t.after(() => sqs.destroy())
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({ QueueName: 'killed', Attributes: { VisibilityTimeout: '5' } }),
    )
    let sent = 0
    async function send(): Promise<void> {
      for (let batch = 0; batch < 6; batch++) {
        const Entries = Array.from({ length: 10 }, (_, n) => ({ Id: String(n), MessageBody: String(sent + n) }))
        await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))
        sent += Entries.length
      }
    }
    await send()
    const mapping = new CreateEventSourceMappingCommand({
      FunctionName: 'queued',
      EventSourceArn: 'arn:aws:sqs:us-east-1:123456789012:killed',
      BatchSize: 3,
    })
    await until('the control plane is there again', () =>
      lambda.send(mapping).then(
        () => true,
        () => false,
      ),
    )
    await killWhile('queued', () => send())
    await until('all have come', () => new Set(seen('queued')).size >= sent, 60_000)
    t.diagnostic(`${sent} messages, 0 lost, ${seen('queued').length - sent} twice`)
  })
})
