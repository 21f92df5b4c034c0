import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  CreateEventSourceMappingCommand,
  InvokeCommand,
  LambdaClient,
  PutFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda'
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

const source = `export const handler = async (event) => {
  if (event.fail) throw new TypeError(event.fail)
}
`
const queueArn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`

interface Journey {
  requestId: string
  way: string
  functionArn: string
  outcome: string
  steps: { hop: string; atMs: number; queue?: string; depths?: object; fence?: number; [more: string]: unknown }[]
  hops: { hop: string }[]
}

describe('roost journey and roost queues, of what nobody waits for', () => {
  let roost: StartedRoost
  let folder: string
  let lambda: LambdaClient
  let sqs: SQSClient

  before(async () => {
    roost = await startRoost({ words: ['--services', '--virtual-clock'] })
    folder = mkdtempSync('/var/tmp/roost-journeys-')
    mkdirSync(join(folder, 'walker'))
    writeFileSync(join(folder, 'walker', 'index.mjs'), source)
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const options = { endpoint: roost.endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } }
    lambda = new LambdaClient(options)
    sqs = new SQSClient(options)
    const deployed = await roost.roost('deploy', join(folder, 'walker'))
    assert.equal(deployed.status, 0, deployed.stderr)
  })
  after(async () => {
    lambda?.destroy()
    sqs?.destroy()
    await roost?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  async function journey(id: string): Promise<Journey> {
    const { status, stdout, stderr } = await roost.roost('journey', id, '--json')
    assert.equal(status, 0, stderr)
    return JSON.parse(stdout) as Journey
  }

  test('an event: accepted, queue chosen and why, attempts and waits, settled, told', async () => {
    await sqs.send(new CreateQueueCommand({ QueueName: 'failures' }))
    const OnFailure = { Destination: queueArn('failures') }
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({ FunctionName: 'walker', DestinationConfig: { OnFailure } }),
    )
    const { $metadata } = await lambda.send(
      new InvokeCommand({ FunctionName: 'walker', InvocationType: 'Event', Payload: '{"fail":"on purpose"}' }),
    )
    const requestId = $metadata.requestId!
    await roost.roost('clock', 'advance', '0s')
    assert.equal((await journey(requestId)).outcome, 'waiting')
    await roost.roost('clock', 'advance', '3m')
    const { functionArn, hops, outcome, steps, way } = await journey(requestId)
    assert.deepEqual([way, outcome], ['event', 'RetriesExhausted'])
    assert.equal(functionArn, 'arn:aws:lambda:us-east-1:000000000000:function:walker')
    const [accepted, ...later] = steps
    assert.deepEqual([accepted!.hop, accepted!.why], ['accepted', 'shallower of two'])
    assert.equal(Object.keys(accepted!.depths!).length, 2)
    const { queue } = accepted!
    const attempted = { hop: 'attempted', queue, owner: 'events', fence: later[0]!.fence }
    assert.ok(attempted.fence! > 0)
    assert.deepEqual(later, [
      { atMs: 0, ...attempted },
      { atMs: 0, hop: 'ended', outcome: 'TypeError', waitMs: 60_000 },
      { atMs: 60_000, ...attempted },
      { atMs: 60_000, hop: 'ended', outcome: 'TypeError', waitMs: 120_000 },
      { atMs: 180_000, ...attempted },
      { atMs: 180_000, hop: 'ended', outcome: 'TypeError' },
      { atMs: 180_000, hop: 'settled', queue, outcome: 'RetriesExhausted' },
      { atMs: 180_000, hop: 'told', to: queueArn('failures') },
    ])
    assert.ok(hops.some(({ hop }) => hop === 'invoked'))
    const { stdout } = await roost.roost('journey', requestId)
    for (const words of ['again in 120 s', 'told ', 'the last attempt:', 'waited, and 0 in shared-'])
      assert.ok(stdout.includes(words), stdout)
  })

  test('a message: by its id, the batch that it was in and what became of that', async () => {
    const { QueueUrl } = await sqs.send(
      new CreateQueueCommand({ QueueName: 'source', Attributes: { VisibilityTimeout: '60' } }),
    )
    const { UUID } = await lambda.send(
      new CreateEventSourceMappingCommand({
        EventSourceArn: queueArn('source'),
        FunctionName: 'walker',
        MaximumBatchingWindowInSeconds: 10,
      }),
    )
    const sent: string[] = []
    for (const MessageBody of ['one', 'two'])
      sent.push((await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }))).MessageId!)
    await until('both have been carried', async () => {
      await roost.roost('clock', 'advance', '10s')
      return (await roost.roost('journey', sent[1]!)).status === 0
    })
    const { outcome, requestId, steps, way } = await journey(sent[1]!)
    assert.deepEqual([way, outcome], ['mapping', 'success'])
    const [{ atMs: _, ...batched }] = steps as [Journey['steps'][0]]
    const { first, last } = batched as { first?: string; last?: string }
    assert.deepEqual(batched, { hop: 'batched', mapping: UUID, source: queueArn('source'), records: 2, first, last })
    assert.deepEqual(new Set([first, last]), new Set(sent))
    assert.equal((await journey(requestId)).requestId, requestId)
    const { stdout } = await roost.roost('journey', requestId)
    assert.match(
      stdout,
      new RegExp(`batched +2 records \\(\\S+ to \\S+\\) from ${queueArn('source')}, mapping ${UUID}`),
    )
  })

  test('queues and functions: how many wait, how old they are, how many come and go in a minute', async () => {
    interface Report {
      queues: { depth: number; delayed: number; oldestAcceptedAt: number; arrived: number; completed: number }[]
      functions: { functionArn: string; arrived: number; completed: number }[]
      now: number
    }
    const queues = async () => JSON.parse((await roost.roost('queues', '--json')).stdout) as Report
    await roost.roost('clock', 'advance', '2m')
    await lambda.send(
      new InvokeCommand({ FunctionName: 'walker', InvocationType: 'Event', Payload: '{"fail":"on purpose"}' }),
    )
    await roost.roost('clock', 'advance', '0s')
    const functionArn = 'arn:aws:lambda:us-east-1:000000000000:function:walker'
    const waiting = await queues()
    const [{ oldestAcceptedAt, ...queue }] = waiting.queues as [Report['queues'][0]]
    assert.partialDeepStrictEqual(queue, { depth: 1, delayed: 1, arrived: 1, completed: 0 })
    assert.equal(oldestAcceptedAt, waiting.now)
    assert.partialDeepStrictEqual(waiting.functions, [{ functionArn, arrived: 1, completed: 0 }])
    await roost.roost('clock', 'advance', '30s')
    assert.match((await roost.roost('queues')).stdout, /^shared-\d{3} +1 +1 +30 s +1 +0$/m)
    await roost.roost('clock', 'advance', '150s')
    const over = await queues()
    assert.deepEqual(over.queues, [])
    assert.partialDeepStrictEqual(over.functions, [{ functionArn, arrived: 0, completed: 1 }])
    assert.match((await roost.roost('queues')).stdout, /^no event waits\n(.*\n)+walker +0 +0 +0 +1\n/)
  })

  test('what nobody knows is not found, and what is no id is said to be none', async () => {
    const unknown = await roost.roost('journey', '00000000-0000-4000-8000-000000000000')
    assert.equal(unknown.status, 66)
    assert.equal((await roost.roost('journey', '../keys')).status, 64)
  })
})
