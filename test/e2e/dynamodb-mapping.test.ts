import assert from 'node:assert/strict'
import type { ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  CreateEventSourceMappingCommand,
  type CreateEventSourceMappingCommandInput,
  LambdaClient,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda'
import { motoMissing, startMoto } from './harness/moto.ts'
import { onThisDisk, type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

interface Seen {
  eventName: string
  eventID: string
  eventSourceARN: string
  dynamodb: { Keys: Attributes; NewImage?: Attributes; OldImage?: Attributes; SequenceNumber: string }
}
type Attributes = Record<string, { S?: string; N?: string; B?: string }>

describe('event source mappings of DynamoDB streams', { skip: motoMissing() }, () => {
  let moto: { endpoint: string; process: ChildProcess }
  let roost: StartedRoost
  let folder: string

  before(async () => {
    moto = await startMoto()
    folder = mkdtempSync('/var/tmp/roost-dynamodb-')
    roost = await up()
  })
  after(async () => {
    await roost?.remove()
    moto?.process.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  })

  const up = (dataDirectory?: string) =>
    startRoost({
      words: onThisDisk,
      env: { AWS_ENDPOINT_URL_DYNAMODB_STREAMS: moto.endpoint },
      ...(dataDirectory && { dataDirectory }),
    })

  function newLambda(): LambdaClient {
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const credentials = { accessKeyId, secretAccessKey }
    return new LambdaClient({ endpoint: roost.endpoint, region: 'us-east-1', credentials })
  }

  /** One request of DynamoDB itself; moto looks at no signature. */
  async function dynamo<T>(operation: string, input: object): Promise<T> {
    const scope = 'Credential=someone/20261121/us-east-1/dynamodb/aws4_request'
    const answer = await fetch(moto.endpoint, {
      method: 'POST',
      headers: {
        'x-amz-target': `DynamoDB_20120810.${operation}`,
        'content-type': 'application/x-amz-json-1.0',
        authorization: `AWS4-HMAC-SHA256 ${scope}, SignedHeaders=host, Signature=0`,
      },
      body: JSON.stringify(input),
    })
    assert.equal(answer.status, 200, operation)
    return (await answer.json()) as T
  }

  /** A table, a function of its name, and a mapping between them. */
  async function mapped(name: string, options: Partial<CreateEventSourceMappingCommandInput> = {}): Promise<string> {
    const { TableDescription } = await dynamo<{ TableDescription: { LatestStreamArn: string } }>('CreateTable', {
      TableName: name,
      AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
      KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
      BillingMode: 'PAY_PER_REQUEST',
      StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
    })
    mkdirSync(join(folder, name))
    writeFileSync(
      join(folder, name, 'index.mjs'),
      `import { appendFileSync } from 'node:fs'
export const handler = async (event) => appendFileSync(${JSON.stringify(seenPath(name))}, JSON.stringify(event) + '\\n')
`,
    )
    assert.equal((await roost.roost('deploy', join(folder, name))).status, 0)
    const lambda = newLambda()
    const EventSourceArn = TableDescription.LatestStreamArn
    const input = { FunctionName: name, EventSourceArn, StartingPosition: 'TRIM_HORIZON' as const, ...options }
    const { UUID } = await lambda.send(new CreateEventSourceMappingCommand(input))
    lambda.destroy()
    return UUID!
  }

  const put = (TableName: string, Item: Attributes) => dynamo('PutItem', { TableName, Item })
  const seenPath = (name: string) => join(folder, `${name}.log`)
  const batches = (name: string) =>
    existsSync(seenPath(name))
      ? readFileSync(seenPath(name), 'utf8')
          .trim()
          .split('\n')
          .map((line) => (JSON.parse(line) as { Records: Seen[] }).Records)
      : []
  const seen = (name: string) => batches(name).flat()

  test('a function gets what was put, changed and removed, as AWS shows it', async () => {
    await mapped('shown')
    const one = { id: { S: 'one' }, bytes: { B: 'AAECAw==' }, count: { N: '1' } }
    await put('shown', one)
    await put('shown', { ...one, count: { N: '2' } })
    await dynamo('DeleteItem', { TableName: 'shown', Key: { id: { S: 'one' } } })
    await until('all three have come', () => seen('shown').length >= 3)
    const records = seen('shown')
    assert.deepEqual(
      records.map(({ eventName }) => eventName),
      ['INSERT', 'MODIFY', 'REMOVE'],
    )
    const [inserted, changed, removed] = records as [Seen, Seen, Seen]
    assert.deepEqual(Object.keys(changed), [
      'eventID',
      'eventName',
      'eventVersion',
      'eventSource',
      'awsRegion',
      'dynamodb',
      'eventSourceARN',
    ])
    const { ApproximateCreationDateTime, SequenceNumber, SizeBytes, ...rest } = changed.dynamodb as Seen['dynamodb'] &
      Record<string, unknown>
    assert.deepEqual(rest, {
      Keys: { id: { S: 'one' } },
      NewImage: { ...one, count: { N: '2' } },
      OldImage: one,
      StreamViewType: 'NEW_AND_OLD_IMAGES',
    })
    assert.ok(Number.isInteger(ApproximateCreationDateTime) && Number.isInteger(SizeBytes))
    assert.match(SequenceNumber, /^\d+$/)
    const { dynamodb: _change, eventID, eventSourceARN, ...about } = changed
    assert.match(eventSourceARN, /^arn:aws:dynamodb:us-east-1:\d{12}:table\/shown\/stream\//)
    assert.match(eventID, /^[0-9a-f]{32}$/)
    assert.deepEqual(about, {
      eventName: 'MODIFY',
      eventVersion: '1.1',
      eventSource: 'aws:dynamodb',
      awsRegion: 'us-east-1',
    })
    assert.deepEqual([inserted.dynamodb.OldImage, removed.dynamodb.NewImage], [undefined, undefined])
  })

  test('a stream that is not there is refused', async () => {
    const EventSourceArn = 'arn:aws:dynamodb:us-east-1:123456789012:table/none/stream/2026-01-01T00:00:00.000'
    await assert.rejects(mapped('unmapped', { EventSourceArn }), {
      name: 'InvalidParameterValueException',
      message: `Stream not found: ${EventSourceArn}`,
    })
  })

  test('only what a filter wants comes', async () => {
    const Pattern = JSON.stringify({
      eventName: ['INSERT'],
      dynamodb: { NewImage: { kind: { S: [{ prefix: 'or' }] }, count: { N: [{ 'anything-but': '1' }] } } },
    })
    await mapped('filtered', { FilterCriteria: { Filters: [{ Pattern }] } })
    const item = (id: string, kind: string, count: string) => ({
      id: { S: id },
      kind: { S: kind },
      count: { N: count },
    })
    await put('filtered', item('a', 'order', '1'))
    await put('filtered', item('b', 'order', '2'))
    await put('filtered', item('b', 'order', '3'))
    await put('filtered', item('c', 'bill', '2'))
    await put('filtered', item('d', 'orchid', '4'))
    await until('the last has come', () => seen('filtered').some(({ dynamodb }) => dynamodb.Keys.id?.S === 'd'))
    assert.deepEqual(
      seen('filtered').map(({ dynamodb }) => dynamodb.Keys.id?.S),
      ['b', 'd'],
    )
  })

  test('with parallel batches, the changes of an item keep their order', async () => {
    await mapped('parallel', { ParallelizationFactor: 10, BatchSize: 2 })
    for (let n = 0; n < 40; n++) await put('parallel', { id: { S: `item ${n % 5}` }, n: { N: String(n) } })
    await until('all have come', () => seen('parallel').length >= 40)
    assert.equal(seen('parallel').length, 40)
    for (const item of new Set(seen('parallel').map(({ dynamodb }) => dynamodb.Keys.id?.S))) {
      const numbers = seen('parallel')
        .filter(({ dynamodb }) => dynamodb.Keys.id?.S === item)
        .map(({ dynamodb }) => Number(dynamodb.NewImage?.n?.N))
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
        `in the order of ${item}`,
      )
    }
  })

  test('what a function has had comes again on request, and goes on from there after a restart', async () => {
    const uuid = await mapped('replayed')
    for (const id of ['a', 'b']) await put('replayed', { id: { S: id } })
    await until('both have come', () => seen('replayed').length === 2)
    const { status, stdout } = await roost.roost('esm', 'replay', uuid, '--since', '1h')
    assert.equal(status, 0, stdout)
    await until('both have come again', () => seen('replayed').length === 4)
    await put('replayed', { id: { S: 'c' } })
    await until('the next one has come', () => seen('replayed').length === 5)
    await roost.stop()
    roost = await up(roost.dataDirectory)
    await put('replayed', { id: { S: 'd' } })
    await until('the last one has come', () => seen('replayed').length >= 6)
    assert.deepEqual(
      seen('replayed').map(({ dynamodb }) => dynamodb.Keys.id?.S),
      ['a', 'b', 'a', 'b', 'c', 'd'],
    )
    assert.notEqual((await roost.roost('esm', 'replay', uuid, '--since', 'yesterday')).status, 0)
  })

  test('a mapping that is paused, changed and resumed goes on where it was', async () => {
    const uuid = await mapped('paused')
    const state = async () => {
      const { stdout } = await roost.roost('esm', 'show', uuid)
      return (JSON.parse(stdout) as { State: string }).State
    }
    await put('paused', { id: { S: 'a' } })
    await until('the first has come', () => seen('paused').length === 1)
    assert.equal((await roost.roost('esm', 'pause', uuid)).status, 0)
    await until('it is disabled', async () => (await state()) === 'Disabled')
    for (const id of ['b', 'c']) await put('paused', { id: { S: id } })
    const lambda = newLambda()
    await lambda.send(new UpdateEventSourceMappingCommand({ UUID: uuid, BatchSize: 1, ParallelizationFactor: 2 }))
    lambda.destroy()
    await until('it is changed', async () => (await state()) === 'Disabled')
    assert.deepEqual(seen('paused').length, 1)
    assert.equal((await roost.roost('esm', 'resume', uuid)).status, 0)
    await until('the others have come', () => seen('paused').length >= 3)
    assert.deepEqual(
      batches('paused').map((batch) => batch.length),
      [1, 1, 1],
    )
    assert.deepEqual(new Set(seen('paused').map(({ dynamodb }) => dynamodb.Keys.id?.S)), new Set(['a', 'b', 'c']))
  })

  test('after a restart it goes on where it was', async () => {
    await mapped('restarted')
    await put('restarted', { id: { S: 'before' } })
    await until('the first has come', () => seen('restarted').length === 1)
    await roost.stop()
    await put('restarted', { id: { S: 'meanwhile' } })
    roost = await up(roost.dataDirectory)
    await put('restarted', { id: { S: 'afterwards' } })
    await until('the last has come', () => seen('restarted').length >= 3)
    assert.deepEqual(
      seen('restarted').map(({ dynamodb }) => dynamodb.Keys.id?.S),
      ['before', 'meanwhile', 'afterwards'],
    )
  })
})
