import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  CreateEventSourceMappingCommand,
  DeleteEventSourceMappingCommand,
  GetEventSourceMappingCommand,
  LambdaClient,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda'
import {
  CreateQueueCommand,
  GetQueueAttributesCommand,
  SendMessageBatchCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { onThisDisk, type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

interface Seen {
  messageId: string
  body: string
  attributes: Record<string, string>
  eventSourceARN: string
}

/** Writes each batch to a file beside its code; bodies that say so fail, alone or with their batch. */
const source = `import { appendFileSync } from 'node:fs'
export const handler = async ({ Records }) => {
  appendFileSync(process.env.SEEN ?? Records[0].body.match(/seen=(\\S+?)["\\s]/)[1], JSON.stringify(Records) + '\\n')
  if (Records.some(({ body }) => body.includes('throw'))) throw new Error('on purpose')
  return { batchItemFailures: Records.filter(({ body }) => body.includes('bad')).map(({ messageId }) => ({ itemIdentifier: messageId })) }
}
`

describe('event source mappings of queues', () => {
  let roost: StartedRoost
  let folder: string
  let lambda: LambdaClient
  let sqs: SQSClient

  before(async () => {
    roost = await startRoost({ words: ['--services', ...onThisDisk] })
    folder = mkdtempSync('/var/tmp/roost-sqs-')
    mkdirSync(join(folder, 'reader'))
    writeFileSync(join(folder, 'reader', 'index.mjs'), source)
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const options = { endpoint: roost.endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } }
    lambda = new LambdaClient(options)
    sqs = new SQSClient(options)
    assert.equal((await roost.roost('deploy', join(folder, 'reader'))).status, 0)
  })
  after(async () => {
    lambda?.destroy()
    sqs?.destroy()
    await roost?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const seenPath = (name: string) => join(folder, `${name}.log`)
  const batches = (name: string): Seen[][] =>
    existsSync(seenPath(name))
      ? readFileSync(seenPath(name), 'utf8')
          .trim()
          .split('\n')
          .map((line) => JSON.parse(line) as Seen[])
      : []
  const bodyFor = (name: string, words: string) => JSON.stringify({ words, seen: `seen=${seenPath(name)} ` })
  const words = (name: string) =>
    batches(name)
      .flat()
      .map(({ body }) => (JSON.parse(body) as { words: string }).words)

  async function newQueue(name: string, Attributes: Record<string, string> = {}) {
    const { QueueUrl = '' } = await sqs.send(new CreateQueueCommand({ QueueName: name, Attributes }))
    const left = async () => {
      const names = ['ApproximateNumberOfMessages', 'ApproximateNumberOfMessagesNotVisible'] as const
      const { Attributes: counts = {} } = await sqs.send(
        new GetQueueAttributesCommand({ QueueUrl, AttributeNames: [...names] }),
      )
      return names.reduce((sum, each) => sum + Number(counts[each]), 0)
    }
    return { QueueUrl, left }
  }
  async function map(queue: string, more: object = {}) {
    const EventSourceArn = `arn:aws:sqs:us-east-1:000000000000:${queue}`
    const { UUID } = await lambda.send(
      new CreateEventSourceMappingCommand({ FunctionName: 'reader', EventSourceArn, ...more }),
    )
    await until('the mapping is enabled', async () => (await stateOf(UUID!)) === 'Enabled')
    return UUID!
  }
  const stateOf = async (UUID: string) => (await lambda.send(new GetEventSourceMappingCommand({ UUID }))).State

  test('a queue that is not there is refused, as is one that gives the function too little time', async () => {
    await assert.rejects(map('nowhere'), { name: 'InvalidParameterValueException', message: /NonExistentQueue/ })
    await newQueue('hasty', { VisibilityTimeout: '1' })
    await assert.rejects(map('hasty'), {
      name: 'InvalidParameterValueException',
      message: 'Queue visibility timeout: 1 seconds is less than Function timeout: 3 seconds',
    })
  })

  test('messages become batches of records as AWS shapes them, and are deleted once the function is done', async () => {
    const { QueueUrl, left } = await newQueue('plain')
    for (const n of [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: bodyFor('plain', `m${n}`) }))
    await map('plain', { BatchSize: 5 })
    await until('all are read', () => words('plain').length >= 12)
    assert.deepEqual(new Set(words('plain')), new Set([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12].map((n) => `m${n}`)))
    assert.ok(batches('plain').every((batch) => batch.length <= 5))
    const [record] = batches('plain')[0]!
    assert.equal(record!.eventSourceARN, 'arn:aws:sqs:us-east-1:000000000000:plain')
    assert.equal(record!.attributes.ApproximateReceiveCount, '1')
    await until('the queue is empty', async () => (await left()) === 0)
  })

  test('what the function names comes again, the rest of its batch does not', async () => {
    const { QueueUrl, left } = await newQueue('partial', { VisibilityTimeout: '3' })
    const Entries = ['well', 'bad', 'fine'].map((each, at) => ({
      Id: String(at),
      MessageBody: bodyFor('partial', each),
    }))
    await sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))
    const UUID = await map('partial', { FunctionResponseTypes: ['ReportBatchItemFailures'] })
    await until('it has come twice', () => words('partial').filter((each) => each === 'bad').length >= 2)
    assert.equal(words('partial').filter((each) => each === 'well').length, 1)
    assert.equal(await left(), 1)
    await lambda.send(new DeleteEventSourceMappingCommand({ UUID }))
  })

  test('a batch whose function fails comes again, until the queue gives it up to its dead letters', async () => {
    const dead = await newQueue('dead')
    const deadLetterTargetArn = 'arn:aws:sqs:us-east-1:000000000000:dead'
    const { QueueUrl } = await newQueue('failing', {
      VisibilityTimeout: '3',
      RedrivePolicy: JSON.stringify({ deadLetterTargetArn, maxReceiveCount: 2 }),
    })
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: bodyFor('failing', 'throw') }))
    await map('failing')
    await until('it is a dead letter', async () => (await dead.left()) === 1)
    assert.equal(words('failing').length, 2)
  })

  test('what no filter wants is deleted unseen', async () => {
    const { QueueUrl, left } = await newQueue('filtered')
    const Pattern = JSON.stringify({ body: { words: [{ prefix: 'keep' }] } })
    await map('filtered', { FilterCriteria: { Filters: [{ Pattern }] } })
    for (const MessageBody of [bodyFor('filtered', 'drop'), bodyFor('filtered', 'keep it'), 'no json'])
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }))
    await until('the queue is empty', async () => (await left()) === 0)
    await until('one is read', () => words('filtered').length === 1)
    assert.deepEqual(words('filtered'), ['keep it'])
  })

  test('groups of a FIFO queue keep their order', async () => {
    const { QueueUrl } = await newQueue('ordered.fifo', { FifoQueue: 'true', ContentBasedDeduplication: 'true' })
    for (let n = 0; n < 20; n++)
      await sqs.send(
        new SendMessageCommand({
          QueueUrl,
          MessageBody: bodyFor('fifo', `${n % 2}-${n}`),
          MessageGroupId: `g${n % 2}`,
        }),
      )
    await map('ordered.fifo')
    await until('all are read', () => words('fifo').length >= 20)
    for (const group of ['0', '1']) {
      const numbers = words('fifo')
        .filter((each) => each.startsWith(group))
        .map((each) => Number(each.split('-')[1]))
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
      )
    }
  })

  test('a mapping that is disabled reads nothing, until it is enabled again', async () => {
    const { QueueUrl, left } = await newQueue('paused')
    const UUID = await map('paused')
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }))
    await until('it is disabled', async () => (await stateOf(UUID)) === 'Disabled')
    await until('nothing polls', async () => {
      const { mappings } = JSON.parse((await roost.roost('queues', '--json')).stdout) as {
        mappings: { uuid: string; polls: boolean }[]
      }
      return mappings.some(({ uuid, polls }) => uuid === UUID && !polls)
    })
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: bodyFor('paused', 'late') }))
    assert.equal(await left(), 1)
    assert.match((await roost.roost('esm', 'resume', UUID)).stdout, /is Enabling/)
    await until('it is read', () => words('paused').length === 1)
    assert.match((await roost.roost('esm', 'ls')).stdout, new RegExp(`${UUID}\\s+paused\\s+reader\\s+Enabled\\s+1`))
  })
})
