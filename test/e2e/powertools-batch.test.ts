import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  KinesisClient,
  PutRecordCommand,
} from '@aws-sdk/client-kinesis'
import { CreateEventSourceMappingCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { CreateQueueCommand, SendMessageBatchCommand, SQSClient } from '@aws-sdk/client-sqs'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { startKinesisLocal } from './harness/kinesis-local.ts'
import { onThisDisk, type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

const modules = join(import.meta.dirname, '../../node_modules')

/** As AWS's documents show it; a word is refused the first time when it says so. */
const source = (type: string, word: string, told: string) => `import { appendFileSync } from 'node:fs'
import { BatchProcessor, EventType, processPartialResponse } from '@aws-lambda-powertools/batch'
const processor = new BatchProcessor(EventType.${type})
const refused = new Set()
const take = async (record) => {
  const word = ${word}
  const well = !word.startsWith('late') || refused.has(word)
  refused.add(word)
  appendFileSync(${JSON.stringify(told)}, JSON.stringify([word, well]) + '\\n')
  if (!well) throw new Error('on purpose')
}
export const handler = (event, context) => processPartialResponse(event, take, processor, { context })
`

describe('functions that take batches with AWS Powertools', () => {
  let roost: StartedRoost
  let folder: string
  let kinesisServer: { endpoint: string; process: ChildProcess }
  let lambda: LambdaClient
  let sqs: SQSClient
  let kinesis: KinesisClient

  before(async () => {
    kinesisServer = await startKinesisLocal()
    const { endpoint } = kinesisServer
    roost = await startRoost({ words: ['--services', ...onThisDisk], env: { AWS_ENDPOINT_URL_KINESIS: endpoint } })
    folder = mkdtempSync('/var/tmp/roost-powertools-')
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const options = { endpoint: roost.endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } }
    lambda = new LambdaClient(options)
    sqs = new SQSClient(options)
    kinesis = new KinesisClient({ ...options, endpoint, requestHandler: new NodeHttpHandler() })
  })
  after(async () => {
    for (const client of [lambda, sqs, kinesis]) client?.destroy()
    await roost?.remove()
    kinesisServer?.process.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  async function deploy(name: string, type: string, word: string): Promise<void> {
    mkdirSync(join(folder, name))
    for (const module of ['@aws-lambda-powertools', '@aws'])
      if (existsSync(join(modules, module)))
        cpSync(join(modules, module), join(folder, name, 'node_modules', module), { recursive: true })
    writeFileSync(join(folder, name, 'index.mjs'), source(type, word, toldPath(name)))
    assert.equal((await roost.roost('deploy', join(folder, name))).status, 0)
  }
  const toldPath = (name: string) => join(folder, `${name}.log`)
  const told = (name: string) =>
    existsSync(toldPath(name))
      ? readFileSync(toldPath(name), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as [string, boolean])
      : []
  const taken = (name: string) =>
    told(name)
      .filter(([, well]) => well)
      .map(([word]) => word)

  test('of a queue, only what was refused comes again', async () => {
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({ QueueName: 'words', Attributes: { VisibilityTimeout: '3' } }),
    )
    await deploy('queued', 'SQS', 'record.body')
    const Entries = ['a', 'late', 'b', 'c'].map((MessageBody, n) => ({ Id: String(n), MessageBody }))
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))
    await lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: 'queued',
        EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:words',
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      }),
    )
    await until('all are taken', () => taken('queued').length >= 4)
    assert.deepEqual(taken('queued').toSorted(), ['a', 'b', 'c', 'late'])
    assert.equal(told('queued').length, 5)
  })

  test('of a stream, it begins again at what was refused', async () => {
    await until('the stream server takes streams', () =>
      kinesis.send(new CreateStreamCommand({ StreamName: 'words', ShardCount: 1 })).then(
        () => true,
        (error: Error) => error.name === 'ResourceInUseException',
      ),
    )
    let arn: string | undefined
    await until('the stream is active', async () => {
      const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName: 'words' }))
      arn = StreamDescriptionSummary?.StreamARN
      return StreamDescriptionSummary?.StreamStatus === 'ACTIVE'
    })
    await deploy('streamed', 'KinesisDataStreams', "Buffer.from(record.kinesis.data, 'base64').toString()")
    for (const word of ['a', 'b', 'late', 'c'])
      await kinesis.send(new PutRecordCommand({ StreamName: 'words', PartitionKey: 'one', Data: Buffer.from(word) }))
    await lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: 'streamed',
        EventSourceArn: arn,
        StartingPosition: 'TRIM_HORIZON',
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      }),
    )
    await until('all are taken', () => told('streamed').length >= 6)
    const words = told('streamed').map(([word]) => word)
    assert.deepEqual(words, ['a', 'b', 'late', 'c', 'late', 'c'])
  })
})
