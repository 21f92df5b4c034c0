import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  CreateStreamCommand,
  DescribeStreamSummaryCommand,
  KinesisClient,
  PutRecordCommand,
} from '@aws-sdk/client-kinesis'
import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  GetFunctionConfigurationCommand,
  InvokeCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda'
import { CreateQueueCommand, ReceiveMessageCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { NodeHttpHandler } from '@smithy/node-http-handler'
import { freePort } from './harness/free-port.ts'
import { onThisDisk, type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

/** Writes each event to a file; does as the event says. */
const source = `import { appendFileSync, existsSync } from 'node:fs'
export const handler = async (event) => {
  appendFileSync(process.env.SEEN, JSON.stringify(event) + '\\n')
  if (event.fail) throw new Error(event.fail)
  while (event.waitsFor && !existsSync(event.waitsFor)) await new Promise((resolve) => setTimeout(resolve, 20))
  return 'well'
}
`
const queueArn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`

interface Advanced {
  now: string
  advancedMs: number
  steps: number
  underWay: number
}
interface Told {
  timestamp: string
  requestContext: { requestId: string; condition: string; approximateInvokeCount: number }
}

describe('hours of retries in a moment: roost up --virtual-clock, roost clock advance', () => {
  let server: ChildProcess
  let streams: string
  let roost: StartedRoost
  let folder: string
  let lambda: LambdaClient
  let sqs: SQSClient

  before(async () => {
    const [plain, tls] = [await freePort(), await freePort()]
    const cwd = join(import.meta.dirname, '../../node_modules/kinesis-local')
    const ports = { KINESIS_MOCK_PLAIN_PORT: String(plain), KINESIS_MOCK_TLS_PORT: String(tls), LOG_LEVEL: 'ERROR' }
    server = spawn(process.execPath, [join(cwd, 'main.js')], {
      cwd,
      env: { ...process.env, ...ports },
      stdio: 'ignore',
    })
    streams = `http://127.0.0.1:${plain}`
    roost = await startRoost({
      words: ['--services', '--virtual-clock', ...onThisDisk],
      env: { AWS_ENDPOINT_URL_KINESIS: streams },
    })
    folder = mkdtempSync('/var/tmp/roost-clock-')
    mkdirSync(join(folder, 'code'))
    writeFileSync(join(folder, 'code', 'index.mjs'), source)
    connect()
  })
  after(async () => {
    lambda?.destroy()
    sqs?.destroy()
    await roost?.remove()
    server?.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  function connect(): void {
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const options = { endpoint: roost.endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } }
    lambda = new LambdaClient(options)
    sqs = new SQSClient(options)
  }
  const seen = (name: string): Record<string, unknown>[] =>
    existsSync(join(folder, name))
      ? readFileSync(join(folder, name), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Record<string, unknown>)
      : []
  async function deploy(name: string): Promise<void> {
    const deployed = await roost.roost('deploy', join(folder, 'code'), '--name', name)
    assert.equal(deployed.status, 0, deployed.stderr)
    const Environment = { Variables: { SEEN: join(folder, name) } }
    await lambda.send(new UpdateFunctionConfigurationCommand({ FunctionName: name, Environment, Timeout: 60 }))
    await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 10, minDelay: 0.1 }, { FunctionName: name })
  }
  async function sendEvent(FunctionName: string, event: object): Promise<string> {
    const Payload = JSON.stringify(event)
    const answer = await lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload }))
    return answer.$metadata.requestId!
  }
  async function newQueue(QueueName: string): Promise<string> {
    const Attributes = { VisibilityTimeout: '60' }
    return (await sqs.send(new CreateQueueCommand({ QueueName, Attributes }))).QueueUrl!
  }
  const configure = (FunctionName: string, settings: object) =>
    lambda.send(new PutFunctionEventInvokeConfigCommand({ FunctionName, ...settings }))
  async function told(QueueUrl: string): Promise<Told[]> {
    const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))
    return Messages.map(({ Body = '' }) => JSON.parse(Body) as Told)
  }
  async function advance(duration: string): Promise<Advanced> {
    const { status, stdout, stderr } = await roost.roost('clock', 'advance', duration, '--json')
    assert.equal(status, 0, `${stdout}${stderr}`)
    return JSON.parse(stdout) as Advanced
  }
  async function now(): Promise<number> {
    const { now: at } = JSON.parse((await roost.roost('clock', '--json')).stdout) as { now: string }
    return Date.parse(at)
  }

  test('time stands still, and goes as far as it is told', async () => {
    const before = await now()
    assert.equal(await now(), before)
    assert.equal((await advance('90s')).advancedMs, 90_000)
    assert.equal((await now()) - before, 90_000)
    assert.match((await roost.roost('clock')).stdout, /, standing still\n$/)
    assert.match((await roost.roost('clock', 'advance', '1h30m')).stdout, /^\S+Z, 1h30m later\n$/)
    const wrong = await roost.roost('clock', 'advance', 'soon')
    assert.deepEqual([wrong.status, wrong.stderr.includes("'soon' is no duration")], [64, true])
  })

  test('functions still become active, run and answer, and bear the time of the platform', async () => {
    await deploy('plain')
    const Payload = JSON.stringify({})
    const { Payload: answer } = await lambda.send(new InvokeCommand({ FunctionName: 'plain', Payload }))
    assert.equal(answer!.transformToString(), '"well"')
    const { LastModified } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName: 'plain' }))
    assert.equal(Date.parse(LastModified!.replace('+0000', 'Z')), await now())
  })

  test('a failing event has both its retries and its record three minutes on', async () => {
    await deploy('failing')
    const QueueUrl = await newQueue('failures')
    await configure('failing', { DestinationConfig: { OnFailure: { Destination: queueArn('failures') } } })
    const requestId = await sendEvent('failing', { fail: 'on purpose' })
    const accepted = await now()
    assert.equal((await advance('0s')).advancedMs, 0)
    assert.equal(seen('failing').length, 1)
    await advance('59s')
    assert.equal(seen('failing').length, 1)
    await advance('1s')
    assert.equal(seen('failing').length, 2)
    assert.deepEqual(await told(QueueUrl), [])
    await advance('2m')
    assert.equal(seen('failing').length, 3)
    const [record] = await told(QueueUrl)
    const { condition, approximateInvokeCount } = record!.requestContext
    assert.deepEqual([condition, approximateInvokeCount], ['RetriesExhausted', 3])
    assert.equal(record!.requestContext.requestId, requestId)
    assert.equal(Date.parse(record!.timestamp) - accepted, 180_000)
  })

  test('one long way has all that lies on it, each at its time', async () => {
    const QueueUrl = await newQueue('late-failures')
    await deploy('long')
    await configure('long', { DestinationConfig: { OnFailure: { Destination: queueArn('late-failures') } } })
    const accepted = await now()
    await Promise.all([1, 2, 3].map((n) => sendEvent('long', { n, fail: 'on purpose' })))
    await advance('6h')
    assert.equal(seen('long').length, 9)
    const records = await told(QueueUrl)
    assert.deepEqual(
      records.map(({ timestamp }) => Date.parse(timestamp) - accepted),
      [180_000, 180_000, 180_000],
    )
  })

  test('an event that finds no concurrency for six hours is told to have grown too old', async () => {
    await deploy('busy')
    const QueueUrl = await newQueue('too-old')
    await configure('busy', { DestinationConfig: { OnFailure: { Destination: queueArn('too-old') } } })
    await lambda.send(new PutFunctionConcurrencyCommand({ FunctionName: 'busy', ReservedConcurrentExecutions: 1 }))
    const go = join(folder, 'go')
    const Payload = JSON.stringify({ waitsFor: go })
    const held = lambda.send(new InvokeCommand({ FunctionName: 'busy', Payload }))
    await until('it is busy', () => seen('busy').length === 1)
    const accepted = await now()
    await sendEvent('busy', { n: 1 })
    await advance('5h')
    assert.deepEqual(await told(QueueUrl), [])
    await advance('1h10m')
    writeFileSync(go, '')
    await held
    const [record] = await told(QueueUrl)
    const { condition, approximateInvokeCount } = record!.requestContext
    assert.deepEqual([condition, approximateInvokeCount], ['EventAgeExceeded', 0])
    const ageMs = Date.parse(record!.timestamp) - accepted
    assert.ok(ageMs >= 21_600_000 && ageMs <= 21_900_000, `${ageMs} ms`)
    assert.equal(seen('busy').length, 1)
  })

  test('time stops where a function still runs, and goes on when it is told again', async () => {
    await deploy('slow')
    const finish = join(folder, 'finish')
    await sendEvent('slow', { waitsFor: finish })
    await until('it runs', () => seen('slow').length === 1)
    const impatient = await roost.roost('clock', 'advance', '6h', '--patience', '0.2s')
    assert.equal(impatient.status, 1)
    assert.match(impatient.stdout, /: stopped after 0 s of 6h, since something still runs; say it again\n$/)
    writeFileSync(finish, '')
    assert.equal((await advance('6h')).advancedMs, 21_600_000)
  })

  test('a batching window of five minutes ends with them', async () => {
    await deploy('batches')
    const QueueUrl = await newQueue('source')
    const { UUID } = await lambda.send(
      new CreateEventSourceMappingCommand({
        EventSourceArn: queueArn('source'),
        FunctionName: 'batches',
        BatchSize: 100,
        MaximumBatchingWindowInSeconds: 300,
      }),
    )
    await until('it is enabled', async () => {
      const { State } = await lambda.send(new GetEventSourceMappingCommand({ UUID }))
      return State === 'Enabled'
    })
    for (const MessageBody of ['one', 'two']) await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }))
    await advance('299s')
    assert.equal(seen('batches').length, 0)
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: 'three' }))
    await advance('1s')
    const bodies = seen('batches').map(({ Records }) => (Records as { body: string }[]).map(({ body }) => body))
    assert.deepEqual(bodies, [['one', 'two', 'three']])
  })

  test('records of a stream are read as time goes on, and wait for their window', async () => {
    await deploy('streamed')
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' }
    const requestHandler = new NodeHttpHandler()
    const kinesis = new KinesisClient({ endpoint: streams, region: 'us-east-1', credentials, requestHandler })
    const StreamName = 'clicks'
    await until('the stream can be made', () =>
      kinesis.send(new CreateStreamCommand({ StreamName, ShardCount: 1 })).then(
        () => true,
        () => false,
      ),
    )
    await until('the stream is there', async () => {
      const { StreamDescriptionSummary } = await kinesis.send(new DescribeStreamSummaryCommand({ StreamName }))
      return StreamDescriptionSummary?.StreamStatus === 'ACTIVE'
    })
    const put = (word: string) =>
      kinesis.send(new PutRecordCommand({ StreamName, PartitionKey: 'k', Data: Buffer.from(word) }))
    await put('one')
    const { UUID } = await lambda.send(
      new CreateEventSourceMappingCommand({
        EventSourceArn: `arn:aws:kinesis:us-east-1:000000000000:stream/${StreamName}`,
        FunctionName: 'streamed',
        StartingPosition: 'TRIM_HORIZON',
        MaximumBatchingWindowInSeconds: 60,
      }),
    )
    await until('it is read', async () => {
      await advance('1s')
      return /"polled":1/.test((await roost.roost('queues', '--json')).stdout)
    })
    await put('two')
    await advance('50s')
    assert.deepEqual(seen('streamed'), [])
    await advance('11s')
    const [event] = seen('streamed')
    const words = (event!.Records as { kinesis: { data: string } }[]).map(({ kinesis: { data } }) => atob(data))
    assert.deepEqual(words, ['one', 'two'])
    await put('three')
    const { steps } = await advance('1h')
    assert.ok(steps < 1100, `${steps} steps`)
    assert.equal(seen('streamed').length, 2)
    // Else each further way through time polled it.
    await lambda.send(new DeleteEventSourceMappingCommand({ UUID }))
    kinesis.destroy()
  })

  test('environments that nobody has used for ten minutes are gone', async () => {
    const idle = async () => {
      const { environments } = JSON.parse((await roost.roost('status', '--json')).stdout) as {
        environments: { idle: number; busy: number; frozen: number }
      }
      return environments.idle + environments.frozen + environments.busy
    }
    await lambda.send(new InvokeCommand({ FunctionName: 'plain', Payload: '{}' }))
    assert.ok((await idle()) > 0)
    await advance('12m')
    await until('none is left', async () => (await idle()) === 0)
  })

  test('a process that starts anew, and a Roost that does, go on from where time stood', async () => {
    await sendEvent('failing', { fail: 'twice' })
    await advance('10s')
    const stood = await now()
    const { processes } = JSON.parse((await roost.roost('status', '--json')).stdout) as {
      processes: { name: string; pid: number }[]
    }
    process.kill(processes.find(({ name }) => name === 'events')!.pid, 'SIGKILL')
    await until('it is back', async () => (await roost.roost('clock', 'advance', '0s')).status === 0)
    await advance('50s')
    assert.equal(seen('failing').filter(({ fail }) => fail === 'twice').length, 2)
    await roost.stop()
    const refused = await startRoost({ dataDirectory: roost.dataDirectory }).then(
      () => 'started',
      (error: Error) => error.message,
    )
    assert.match(refused, /the virtual clock of \S+ stands at \S+, in the future; go on with --virtual-clock/)
    roost = await startRoost({
      dataDirectory: roost.dataDirectory,
      words: ['--services', '--virtual-clock', ...onThisDisk],
    })
    connect()
    assert.equal((await now()) - stood, 50_000)
    await advance('2m')
    assert.equal(seen('failing').filter(({ fail }) => fail === 'twice').length, 3)
  })
})

test('a Roost on real time tells its time, and is not to be moved', async () => {
  const roost = await startRoost()
  try {
    assert.match((await roost.roost('clock')).stdout, /, the machine's time\n$/)
    const { status, stderr } = await roost.roost('clock', 'advance', '6h')
    assert.deepEqual([status, stderr.includes('--virtual-clock')], [77, true])
  } finally {
    await roost.remove()
  }
})
