import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  InvokeCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda'
import { CreateBucketCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns'
import { CreateQueueCommand, type Message, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { onThisDisk, type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

/** Writes each event with its request id to a file; does as the event says. */
const source = `import { appendFileSync } from 'node:fs'
export const handler = async (event, { awsRequestId }) => {
  appendFileSync(process.env.SEEN, JSON.stringify({ event, awsRequestId }) + '\\n')
  if (event.ms) await new Promise((resolve) => setTimeout(resolve, event.ms))
  if (event.fail) throw new Error(event.fail)
  return { well: event.n }
}
`
const queueArn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`

describe('asynchronous invocation, with queues, topics and buckets at the same address', () => {
  let roost: StartedRoost
  let folder: string
  let lambda: LambdaClient
  let sqs: SQSClient
  let options: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } }

  before(async () => {
    roost = await startRoost({ words: ['--services', ...onThisDisk] })
    folder = mkdtempSync('/var/tmp/roost-events-')
    mkdirSync(join(folder, 'code'))
    writeFileSync(join(folder, 'code', 'index.mjs'), source)
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    options = { endpoint: roost.endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } }
    lambda = new LambdaClient(options)
    sqs = new SQSClient(options)
  })
  after(async () => {
    lambda?.destroy()
    sqs?.destroy()
    await roost?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const seenPath = (name: string) => join(folder, `${name}.log`)
  const seen = (name: string) =>
    existsSync(seenPath(name))
      ? readFileSync(seenPath(name), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as { event: { n?: number }; awsRequestId: string })
      : []
  async function deploy(name: string): Promise<void> {
    const deployed = await roost.roost('deploy', join(folder, 'code'), '--name', name)
    assert.equal(deployed.status, 0, deployed.stderr)
    const Environment = { Variables: { SEEN: seenPath(name) } }
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Environment }))
    await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 10, minDelay: 0.1 }, { FunctionName: name })
  }
  const send = async (FunctionName: string, event: object) => {
    const Payload = JSON.stringify(event)
    const answer = await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }))
    assert.equal(answer.StatusCode, 202)
    return answer.$metadata.requestId!
  }
  async function newQueue(name: string): Promise<() => Promise<Message[]>> {
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name }))
    assert.ok(QueueUrl.startsWith(roost.endpoint), QueueUrl)
    return async () => {
      const MessageAttributeNames = ['All']
      const received = await sqs.send(
        new ReceiveMessageCommand({ QueueUrl, MessageAttributeNames, MaxNumberOfMessages: 10, WaitTimeSeconds: 10 }),
      )
      return received.Messages ?? []
    }
  }

  test('an event is accepted, and runs under the id that its sender was told', async () => {
    await deploy('plain')
    const requestId = await send('plain', { n: 1 })
    await until('it has run', () => seen('plain').length === 1)
    assert.deepEqual(seen('plain'), [{ event: { n: 1 }, awsRequestId: requestId }])
  })

  test('what becomes of events is told to queues, topics and buckets', async () => {
    await deploy('told')
    const well = await newQueue('well')
    const failed = await newQueue('failed')
    const configure = (OnFailure: string | undefined) =>
      lambda.send(
        new PutFunctionEventInvokeConfigCommand({
          FunctionName: 'told',
          MaximumRetryAttempts: 0,
          DestinationConfig: { OnSuccess: { Destination: queueArn('well') }, OnFailure: { Destination: OnFailure } },
        }),
      )
    const sns = new SNSClient(options)
    const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'failures' }))
    await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queueArn('failed') }))
    await configure(TopicArn!)

    const succeeded = await send('told', { n: 2 })
    const [success] = await well()
    const record = JSON.parse(success!.Body!) as Record<string, Record<string, unknown>>
    assert.deepEqual(record.requestContext, {
      requestId: succeeded,
      functionArn: 'arn:aws:lambda:us-east-1:000000000000:function:told:$LATEST',
      condition: 'Success',
      approximateInvokeCount: 1,
    })
    assert.deepEqual([record.requestPayload, record.responsePayload], [{ n: 2 }, { well: 2 }])

    await send('told', { fail: 'on purpose' })
    const [failure] = await failed()
    const { Message: told } = JSON.parse(failure!.Body!) as { Message: string }
    const { requestContext, responsePayload } = JSON.parse(told) as Record<string, Record<string, unknown>>
    assert.equal(requestContext!.condition, 'RetriesExhausted')
    assert.equal(responsePayload!.errorMessage, 'on purpose')

    const s3 = new S3Client({ ...options, forcePathStyle: true })
    await s3.send(new CreateBucketCommand({ Bucket: 'failures' }))
    await configure('arn:aws:s3:::failures')
    await send('told', { fail: 'on purpose' })
    await until('the object is there', async () => {
      const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'failures' }))
      return Contents.length === 1 && /^aws\/lambda\/async\/told\/\d{4}\/\d\d\/\d\d\//.test(Contents[0]!.Key!)
    })
    sns.destroy()
    s3.destroy()
  })

  test('a function that is turned off has its events in the dead-letter queue, untried', async () => {
    await deploy('off')
    const dead = await newQueue('dead')
    const DeadLetterConfig = { TargetArn: queueArn('dead') }
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: 'off', DeadLetterConfig }))
    await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 10, minDelay: 0.1 }, { FunctionName: 'off' })
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: 'off', ReservedConcurrentExecutions: 0 }))
    const requestId = await send('off', { n: 3 })
    const [letter] = await dead()
    assert.equal(letter!.Body, '{"n":3}')
    assert.equal(letter!.MessageAttributes?.RequestID?.StringValue, requestId)
    assert.deepEqual(seen('off'), [])
  })

  test('roost dlq lists dead letters, shows them, and sends them again', async () => {
    await deploy('redriven')
    const OnFailure = { Destination: queueArn('letters') }
    await newQueue('letters')
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: 'redriven',
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure },
      }),
    )
    await send('redriven', { n: 9, fail: 'once' })
    await until('the letter is there', async () =>
      /letters\s+1\s+redriven/.test((await roost.roost('dlq', 'list')).stdout),
    )
    assert.match((await roost.roost('dlq', 'redrive', 'letters')).stdout, /^1 sent again/)
    await until('it has run again', () => seen('redriven').length === 2)
    await until('it is a letter again', async () => /letters\s+1/.test((await roost.roost('dlq', 'list')).stdout))
    assert.match((await roost.roost('dlq', 'show', 'letters')).stdout, /RetriesExhausted/)
    await roost.roost('dlq', 'purge', 'letters')
    assert.match((await roost.roost('dlq', 'list')).stdout, /letters\s+0/)
  })

  test('roost dlq list tells of a queue that is gone, beside the others', async () => {
    await deploy('lost')
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: 'lost',
        DestinationConfig: { OnFailure: { Destination: queueArn('gone') } },
      }),
    )
    const { status, stdout, stderr } = await roost.roost('dlq', 'list')
    assert.equal(status, 0, stderr)
    assert.match(stdout, /gone\s+no such queue\s+lost/)
    assert.match(stdout, /letters\s+0/)
  })

  test('roost dlq redrive ends though every event fails again and is a letter again', async () => {
    await deploy('hopeless')
    await newQueue('again')
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: 'hopeless',
        MaximumRetryAttempts: 0,
        DestinationConfig: { OnFailure: { Destination: queueArn('again') } },
      }),
    )
    const all = Array.from({ length: 25 }, (_, n) => n)
    await Promise.all(all.map((n) => send('hopeless', { n, fail: 'always' })))
    const lettersAre = async (count: number) =>
      new RegExp(`again\\s+${count}\\s+hopeless`).test((await roost.roost('dlq', 'list')).stdout)
    await until('all are letters', () => lettersAre(25))
    assert.match((await roost.roost('dlq', 'redrive', 'again')).stdout, /^25 sent again/)
    await until('all have run again', () => seen('hopeless').length === 50)
    await until('all are letters again', () => lettersAre(25))
  })

  test('throttles use up no retries: twenty events of two at a time all run, once', async () => {
    await deploy('narrow')
    await lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName: 'narrow', MaximumRetryAttempts: 0 }))
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: 'narrow', ReservedConcurrentExecutions: 2 }))
    await Promise.all(Array.from({ length: 20 }, (_, n) => send('narrow', { n, ms: 100 })))
    await until('all have run', () => seen('narrow').length >= 20, 60_000)
    assert.deepEqual(
      seen('narrow')
        .map(({ event }) => event.n)
        .toSorted((a, b) => a! - b!),
      Array.from({ length: 20 }, (_, n) => n),
    )
  })

  test('roost queues tells what waits and what became of others', async () => {
    await until('nothing waits', async () => (await roost.roost('queues')).stdout.startsWith('no event waits'))
    const { counts } = JSON.parse((await roost.roost('queues', '--json')).stdout) as { counts: Record<string, number> }
    assert.ok(counts.succeeded! >= 22, JSON.stringify(counts))
  })

  test('while the events process is away, events are accepted, and run when it is back', async () => {
    await deploy('patient')
    const { processes } = JSON.parse((await roost.roost('status', '--json')).stdout) as {
      processes: { name: string; pid: number }[]
    }
    process.kill(processes.find(({ name }) => name === 'events')!.pid, 'SIGKILL')
    const sent = await Promise.all(Array.from({ length: 50 }, (_, n) => send('patient', { n })))
    await until('all have run', () => new Set(seen('patient').map(({ awsRequestId }) => awsRequestId)).size === 50)
    assert.deepEqual(new Set(seen('patient').map(({ awsRequestId }) => awsRequestId)), new Set(sent))
  })
})
