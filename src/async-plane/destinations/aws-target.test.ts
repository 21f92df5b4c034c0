import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text as textOf } from 'node:stream/consumers'
import { after, before, test } from 'node:test'
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3'
import { CreateTopicCommand, SNSClient, SubscribeCommand } from '@aws-sdk/client-sns'
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { buildApp } from 'fauxqs'
import { utf8 } from '../../base/bytes.ts'
import type { AccountId, Region, RequestId } from '../../base/identity.ts'
import { servicePatience } from '../../base/service-patience.ts'
import type { EventOutcome } from '../outcome.ts'
import { AwsTarget } from './aws-target.io.ts'
import { deadLetter } from './dead-letter.ts'
import { busEntry } from './envelopes.ts'

const trace = 'Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1'
const outcome: EventOutcome = {
  event: {
    account: '000000000000' as AccountId,
    region: 'us-east-1' as Region,
    requestId: 'r-1' as RequestId,
    functionName: 'f',
    payload: utf8('{"a": 1}'),
    traceId: trace,
  },
  condition: 'RetriesExhausted',
  attempts: 1,
}
const queueArn = (name: string) => `arn:aws:sqs:us-east-1:000000000000:${name}`

const app = buildApp({ logger: false })
let target: AwsTarget
let sqs: SQSClient
let options: { endpoint: string; region: string; credentials: { accessKeyId: string; secretAccessKey: string } }
const invoked: string[] = []

before(async () => {
  const endpoint = await app.listen({ host: '127.0.0.1', port: 0 })
  options = { endpoint, region: 'us-east-1', credentials: { accessKeyId: 'test', secretAccessKey: 'test' } }
  sqs = new SQSClient(options)
  target = new AwsTarget({
    endpointOf: () => endpoint,
    now: () => Date.UTC(2025, 10, 24, 23, 11, 8, 123),
    invoke: (arn, { body }) => Promise.resolve(void invoked.push(`${arn} ${body}`)),
  })
})
after(async () => {
  sqs?.destroy()
  await app.close()
})

/** The only message of a queue that is there by now. */
async function onlyMessageOf(name: string) {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: `${options.endpoint}/000000000000/${name}`,
      MaxNumberOfMessages: 10,
      MessageAttributeNames: ['All'],
      WaitTimeSeconds: 10,
    }),
  )
  assert.equal(Messages.length, 1)
  return Messages[0]!
}
const newQueue = (name: string) => sqs.send(new CreateQueueCommand({ QueueName: name }))

test('a queue gets the record alone', async () => {
  await newQueue('records')
  await target.send(queueArn('records'), { body: '{"version":"1.0"}', outcome })
  const message = await onlyMessageOf('records')
  assert.equal(message.Body, '{"version":"1.0"}')
  assert.equal(message.MessageAttributes, undefined)
})

test('a dead-letter queue gets the event byte for byte, with its attributes', async () => {
  await newQueue('dead')
  await target.send(queueArn('dead'), { ...deadLetter(outcome), outcome })
  const { Body, MessageAttributes = {} } = await onlyMessageOf('dead')
  assert.equal(Body, '{"a": 1}')
  assert.deepEqual(
    Object.fromEntries(
      Object.entries(MessageAttributes).map(([name, { DataType, StringValue }]) => [name, { DataType, StringValue }]),
    ),
    deadLetter(outcome).attributes,
  )
})

test('a topic hands the record on to the queue that listens', async () => {
  await newQueue('listening')
  const sns = new SNSClient(options)
  const { TopicArn } = await sns.send(new CreateTopicCommand({ Name: 'records' }))
  await sns.send(new SubscribeCommand({ TopicArn, Protocol: 'sqs', Endpoint: queueArn('listening') }))
  sns.destroy()
  await target.send(TopicArn!, { body: '{"version":"1.0"}', outcome })
  const { Message, Subject } = JSON.parse((await onlyMessageOf('listening')).Body!) as Record<string, unknown>
  assert.deepEqual([Message, Subject], ['{"version":"1.0"}', undefined])
})

test('a bucket gets an object by function, day and second', async () => {
  const s3 = new S3Client({ ...options, forcePathStyle: true })
  await s3.send(new CreateBucketCommand({ Bucket: 'records' }))
  await target.send('arn:aws:s3:::records', { body: '{"version":"1.0"}', outcome })
  const { Contents = [] } = await s3.send(new ListObjectsV2Command({ Bucket: 'records' }))
  const [{ Key = '' } = {}] = Contents
  assert.match(Key, /^aws\/lambda\/async\/f\/2025\/11\/24\/2025-11-24T23\.11\.08-[0-9a-f-]{36}$/)
  const { Body } = await s3.send(new GetObjectCommand({ Bucket: 'records', Key }))
  assert.equal(await Body!.transformToString(), '{"version":"1.0"}')
  s3.destroy()
})

test('a function is invoked with the record', async () => {
  const arn = 'arn:aws:lambda:us-east-1:000000000000:function:g'
  await target.send(arn, { body: '{"version":"1.0"}', outcome })
  assert.deepEqual(invoked, [`${arn} {"version":"1.0"}`])
})

/** What is asked of a service that answers everything alike: what the embedded ones do not keep is seen here. */
async function askedOf(answer: object, send: (target: AwsTarget) => Promise<void>): Promise<Record<string, unknown>> {
  const bodies: string[] = []
  const server = createServer((request, response) => {
    void textOf(request).then((body) => {
      bodies.push(body)
      response.end(JSON.stringify(answer))
    })
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  try {
    await send(new AwsTarget({ endpointOf: () => endpoint, now: () => 0, invoke: () => Promise.resolve() }))
  } finally {
    server.closeAllConnections()
    server.close()
  }
  assert.equal(bodies.length, 1)
  return JSON.parse(bodies[0]!) as Record<string, unknown>
}

test('a service that never answers has not taken it', async () => {
  const server = createServer(() => {}).listen(0, '127.0.0.1')
  await once(server, 'listening')
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const patience = { ...servicePatience, requestTimeout: 50 }
  const hasty = new AwsTarget({ endpointOf: () => endpoint, patience, now: () => 0, invoke: () => Promise.resolve() })
  await assert.rejects(hasty.send(queueArn('q'), { body: '{}', outcome }), /timed? ?out|timeout/i)
  server.closeAllConnections()
  server.close()
})

test('a queue is told the trace of the event', async () => {
  const MD5OfMessageBody = '99914b932bd37a50b983c5e7c90ae93b'
  const asked = await askedOf({ MessageId: 'm', MD5OfMessageBody }, (to) =>
    to.send(queueArn('q'), { body: '{}', outcome }),
  )
  assert.deepEqual(asked.MessageSystemAttributes, { AWSTraceHeader: { DataType: 'String', StringValue: trace } })
})

test('a bus gets one entry, and one that it does not take is an error', async () => {
  const bus = 'arn:aws:events:us-east-1:000000000000:event-bus/default'
  const parcel = { body: '{"version":"1.0"}', outcome }
  const taken = { FailedEntryCount: 0, Entries: [{ EventId: 'e' }] }
  assert.deepEqual(await askedOf(taken, (to) => to.send(bus, parcel)), {
    Entries: [busEntry(bus, outcome, parcel.body)],
  })
  const refused = { FailedEntryCount: 1, Entries: [{ ErrorCode: 'InternalFailure', ErrorMessage: 'not now' }] }
  await askedOf(refused, (to) => assert.rejects(to.send(bus, parcel), /not now/))
})

test('a queue that is not there is an error, as is a place of no kind', async () => {
  await assert.rejects(target.send(queueArn('nowhere'), { body: '{}', outcome }), /queue does not exist/)
  await assert.rejects(target.send('arn:aws:iam::000000000000:role/r', { body: '{}', outcome }), /no place/)
})
