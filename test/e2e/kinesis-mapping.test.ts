import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  CreateStreamCommand,
  DescribeStreamConsumerCommand,
  DescribeStreamSummaryCommand,
  KinesisClient,
  PutRecordCommand,
  RegisterStreamConsumerCommand,
} from '@aws-sdk/client-kinesis'
import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  LambdaClient,
} from '@aws-sdk/client-lambda'
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns'
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { startKinesisLocal } from './harness/kinesis-local.ts'
import { onThisDisk, type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

const source = `import { appendFileSync } from 'node:fs'
export const handler = async ({ Records }) => {
  const words = Records.map(({ kinesis }) => Buffer.from(kinesis.data, 'base64').toString())
  appendFileSync(process.env.SEEN ?? JSON.parse(words[0]).seen, JSON.stringify(Records) + '\\n')
  if (words.some((word) => word.includes('poison'))) throw new Error('on purpose')
}
`

/** Counts in its state; tells of every event. */
const countingSource = (told: string) => `import { appendFileSync } from 'node:fs'
export const handler = async (event) => {
  appendFileSync(${JSON.stringify(told)}, JSON.stringify(event) + '\\n')
  return { state: { count: (event.state.count ?? 0) + event.Records.length } }
}
`

interface Seen {
  eventID: string
  eventSourceARN: string
  kinesis: { partitionKey: string; data: string; sequenceNumber: string }
}

describe('event source mappings of Kinesis streams', () => {
  let server: { endpoint: string; process: ChildProcess }
  let roost: StartedRoost
  let folder: string
  let lambda: LambdaClient
  let sqs: SQSClient
  let kinesis: KinesisClient
  let sns: SNSClient
  let s3: S3Client

  before(async () => {
    server = await startKinesisLocal()
    const { endpoint } = server
    roost = await startRoost({ words: ['--services', ...onThisDisk], env: { AWS_ENDPOINT_URL_KINESIS: endpoint } })
    folder = mkdtempSync('/var/tmp/roost-kinesis-')
    for (const name of ['streamed', 'streamed-too']) {
      mkdirSync(join(folder, name))
      writeFileSync(join(folder, name, 'index.mjs'), source)
      assert.equal((await roost.roost('deploy', join(folder, name))).status, 0)
    }
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const options = { endpoint: roost.endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } }
    lambda = new LambdaClient(options)
    sqs = new SQSClient(options)
    sns = new SNSClient(options)
    s3 = new S3Client({ ...options, forcePathStyle: true })
    kinesis = new KinesisClient({ ...options, endpoint, requestHandler: new NodeHttpHandler() })
  })
  after(async () => {
    for (const client of [lambda, sqs, kinesis, sns, s3]) client?.destroy()
    await roost?.remove()
    server?.process.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  const seenPath = (name: string) => join(folder, `${name}.log`)
  const batches = (name: string) =>
    existsSync(seenPath(name))
      ? readFileSync(seenPath(name), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Seen[])
      : []
  const wordsOf = (records: Seen[]) =>
    records.map(
      (record) => (JSON.parse(Buffer.from(record.kinesis.data, 'base64').toString()) as { word: string }).word,
    )

  async function newStream(StreamName: string): Promise<string> {
    await until('the stream server takes streams', () =>
      kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 2 })).then(
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
    return arn
  }
  const put = (StreamName: string, PartitionKey: string, word: string) => {
    const Data = Buffer.from(JSON.stringify({ word, seen: seenPath(StreamName) }))
    return kinesis.send(new PutRecordCommand({ StreamName, PartitionKey, Data }))
  }

  test('records of a key come in order, each once', async () => {
    const arn = await newStream('ordered')
    for (let n = 0; n < 30; n++) await put('ordered', `key-${n % 3}`, `${n}`)
    await lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: 'streamed',
        EventSourceArn: arn,
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 7,
      }),
    )
    await until('all are read', () => batches('ordered').flat().length >= 30)
    for (let n = 30; n < 40; n++) await put('ordered', `key-${n % 3}`, `${n}`)
    await until('those that came later are read', () => batches('ordered').flat().length >= 40)
    assert.equal(batches('ordered').flat().length, 40)
    for (const key of ['key-0', 'key-1', 'key-2']) {
      const numbers = wordsOf(
        batches('ordered')
          .flat()
          .filter((record) => record.kinesis.partitionKey === key),
      ).map(Number)
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
      )
    }
    const [record] = batches('ordered')[0]!
    assert.equal(record!.eventSourceARN, arn)
    assert.match(record!.eventID, /^shardId-\d{12}:\d+$/)
  })

  test('a consumer of a stream is pushed its records', async () => {
    const StreamARN = await newStream('pushed')
    const { Consumer } = await kinesis.send(new RegisterStreamConsumerCommand({ StreamARN, ConsumerName: 'roost' }))
    const EventSourceArn = Consumer!.ConsumerARN!
    await until('the consumer is active', async () => {
      const { ConsumerDescription } = await kinesis.send(
        new DescribeStreamConsumerCommand({ ConsumerARN: EventSourceArn }),
      )
      return ConsumerDescription?.ConsumerStatus === 'ACTIVE'
    })
    for (let n = 0; n < 10; n++) await put('pushed', `key-${n}`, `${n}`)
    const { UUID } = await lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: 'streamed',
        EventSourceArn,
        StartingPosition: 'TRIM_HORIZON',
      }),
    )
    await until('all are read', () => batches('pushed').flat().length >= 10)
    for (let n = 10; n < 20; n++) await put('pushed', `key-${n}`, `${n}`)
    await until('those that came later are read', () => batches('pushed').flat().length >= 20)
    assert.deepEqual(
      wordsOf(batches('pushed').flat())
        .map(Number)
        .toSorted((a, b) => a - b),
      Array.from({ length: 20 }, (_, n) => n),
    )
    assert.equal(batches('pushed').flat()[0]!.eventSourceARN, EventSourceArn)
    await lambda.send(new DeleteEventSourceMappingCommand({ UUID }))
  })

  test('a poisoned record is found by halving, told of, and passed', async () => {
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'failures' }))
    const arn = await newStream('halved')
    for (const word of ['a', 'b', 'poison', 'c', 'd']) await put('halved', 'one', word)
    const { UUID } = await lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: 'streamed',
        EventSourceArn: arn,
        StartingPosition: 'TRIM_HORIZON',
        BisectBatchOnFunctionError: true,
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:000000000000:failures' } },
      }),
    )
    const delivered = () =>
      batches('halved')
        .map(wordsOf)
        .filter((words) => !words.includes('poison'))
        .flat()
    await until('all others are delivered', () => delivered().length >= 4)
    assert.deepEqual(delivered(), ['a', 'b', 'c', 'd'])
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 10 }))
    const told = JSON.parse(Messages[0]!.Body!) as Record<string, Record<string, unknown>>
    assert.equal(told.requestContext!.condition, 'RetryAttemptsExhausted')
    assert.equal(told.KinesisBatchInfo!.batchSize, 1)
    assert.equal(told.KinesisBatchInfo!.streamArn, arn)
    const shown = async () => lambda.send(new GetEventSourceMappingCommand({ UUID }))
    await until('it is well again', async () => (await shown()).LastProcessingResult === 'OK')
    const { Metrics } = JSON.parse((await roost.roost('esm', 'show', UUID!)).stdout) as { Metrics: object }
    const { IteratorAge, ...counted } = Metrics as Record<string, number>
    // Five in one, three, two with the poison, then it alone; the others in two.
    assert.deepEqual(counted, {
      PolledEventCount: 5,
      FilteredOutEventCount: 0,
      InvokedEventCount: 13,
      FailedInvokeEventCount: 9,
      DroppedEventCount: 0,
      OnFailureDestinationDeliveredEventCount: 1,
      DeletedEventCount: 0,
    })
    assert.ok(IteratorAge! >= 0)
    await lambda.send(new DeleteEventSourceMappingCommand({ UUID }))
  })
  test('what a function gave up is told to a topic, and with its records to a bucket', async () => {
    const topic = 'arn:aws:sns:us-east-1:000000000000:given-up'
    await sns.send(new CreateTopicCommand({ Name: 'given-up' }))
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: 'of-the-topic' }))
    const Endpoint = 'arn:aws:sqs:us-east-1:000000000000:of-the-topic'
    await sns.send(new SubscribeCommand({ TopicArn: topic, Protocol: 'sqs', Endpoint }))
    await s3.send(new CreateBucketCommand({ Bucket: 'given-up' }))
    const EventSourceArn = await newStream('lost')
    await put('lost', 'one', 'poison')
    const uuids: string[] = []
    for (const Destination of [topic, 'arn:aws:s3:::given-up']) {
      const { UUID } = await lambda.send(
        new CreateEventSourceMappingCommand({
          FunctionName: Destination === topic ? 'streamed' : 'streamed-too',
          EventSourceArn,
          StartingPosition: 'TRIM_HORIZON',
          MaximumRetryAttempts: 1,
          DestinationConfig: { OnFailure: { Destination } },
        }),
      )
      uuids.push(UUID!)
    }
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }))
    const { Message } = JSON.parse(Messages[0]!.Body!) as { Message: string }
    const told = JSON.parse(Message) as { requestContext: object; payload?: object }
    assert.deepEqual(Object.keys(told), [
      'requestContext',
      'responseContext',
      'version',
      'timestamp',
      'KinesisBatchInfo',
    ])
    let Key: string | undefined
    await until('the bucket has it', async () => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'given-up' }))
      return (Key = Contents[0]?.Key) !== undefined
    })
    const day = String.raw`\d{4}/\d\d/\d\d/\d{4}-\d\d-\d\dT\d\d\.\d\d\.\d\d-[0-9a-f-]{36}`
    assert.match(Key!, new RegExp(`^aws/lambda/${uuids[1]}/shardId-\\d{12}/${day}$`))
    const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'given-up', Key }))
    const kept = JSON.parse(await Body!.transformToString()) as typeof told & { payload: { Records: Seen[] } }
    assert.equal((kept.requestContext as { approximateInvokeCount: number }).approximateInvokeCount, 2)
    assert.deepEqual(wordsOf(kept.payload.Records), ['poison'])
  })

  test('a function counts through tumbling windows, and is told of each end', async () => {
    const arn = await newStream('counted')
    mkdirSync(join(folder, 'counting'))
    writeFileSync(join(folder, 'counting', 'index.mjs'), countingSource(seenPath('counting')))
    assert.equal((await roost.roost('deploy', join(folder, 'counting'))).status, 0)
    await lambda.send(
      new CreateEventSourceMappingCommand({
        FunctionName: 'counting',
        EventSourceArn: arn,
        StartingPosition: 'TRIM_HORIZON',
        TumblingWindowInSeconds: 1,
        BatchSize: 2,
      }),
    )
    for (let n = 0; n < 5; n++) await put('counted', 'one', `${n}`)
    interface Windowed {
      Records: Seen[]
      state: { count?: number }
      isFinalInvokeForWindow: boolean
      shardId: string
    }
    const events = () =>
      existsSync(seenPath('counting'))
        ? readFileSync(seenPath('counting'), 'utf8')
            .trim()
            .split('\n')
            .map((line) => JSON.parse(line) as Windowed)
        : []
    const finals = () => events().filter(({ isFinalInvokeForWindow }) => isFinalInvokeForWindow)
    const counted = () => finals().reduce((sum, { state }) => sum + (state.count ?? 0), 0)
    await until('all windows have ended', () => counted() >= 5)
    assert.equal(counted(), 5)
    assert.ok(finals().every(({ Records }) => Records.length === 0))
    assert.match(finals()[0]!.shardId, /^shardId-\d{12}$/)
  })
})
