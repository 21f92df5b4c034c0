import assert from 'node:assert/strict'
import { buffer } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import {
  CreateFunctionCommand,
  InvokeCommand,
  LambdaClient,
  type Runtime,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda'
import { CreateBucketCommand, GetObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { CreateQueueCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { ZipFile } from 'yazl'
import { openAwsSdk } from '../../src/worker/aws-sdk/aws-sdk.io.ts'
import { openRuntimeResolver } from '../../src/worker/runtimes.io.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'

const clients = `{ LambdaClient, InvokeCommand } from 'lambda'
{ ListObjectsV2Command, PutObjectCommand, S3Client } from 's3'
{ SendMessageCommand, SQSClient } from 'sqs'`.split('\n')
const imports = clients.map((line) => `import ${line.replace(/'(.*)'/, "'@aws-sdk/client-$1'")}`).join('\n')
const requires = clients
  .map((line) => line.replace(/(.*) from '(.*)'/, "const $1 = require('@aws-sdk/client-$2')"))
  .join('\n')
const work = `async ({ name, queue }) => {
  const s3 = new S3Client()
  await s3.send(new PutObjectCommand({ Bucket: 'things', Key: name, Body: 'from ' + name }))
  const { Contents } = await s3.send(new ListObjectsV2Command({ Bucket: 'things', Prefix: name }))
  await new SQSClient().send(new SendMessageCommand({ QueueUrl: queue, MessageBody: name }))
  const asked = await new LambdaClient().send(new InvokeCommand({ FunctionName: 'echo', Payload: JSON.stringify(name) }))
  return { listed: Contents.map(({ Key }) => Key), echoed: JSON.parse(asked.Payload.transformToString()) }
}`
const python = `import json
import boto3

def handler(event, context):
    name = event["name"]
    s3 = boto3.client("s3")
    s3.put_object(Bucket="things", Key=name, Body=f"from {name}".encode())
    listed = s3.list_objects_v2(Bucket="things", Prefix=name)["Contents"]
    boto3.client("sqs").send_message(QueueUrl=event["queue"], MessageBody=name)
    asked = boto3.client("lambda").invoke(FunctionName="echo", Payload=json.dumps(name))
    return {"listed": [each["Key"] for each in listed], "echoed": json.load(asked["Payload"])}
`
const functions: Record<string, { runtime: Runtime; files: Record<string, string> }> = {
  module: { runtime: 'nodejs24.x', files: { 'index.mjs': `${imports}\nexport const handler = ${work}` } },
  script: { runtime: 'nodejs22.x', files: { 'index.js': `${requires}\nexports.handler = ${work}` } },
  older: { runtime: 'nodejs20.x', files: { 'index.mjs': `${imports}\nexport const handler = ${work}` } },
  python: { runtime: 'python3.11', files: { 'index.py': python } },
}

describe('functions that bring no AWS SDK', () => {
  let roost: StartedRoost
  let lambda: LambdaClient
  let s3: S3Client
  let sqs: SQSClient
  let queue = ''

  before(async () => {
    // Queue URLs name 127.0.0.1, and the SDK for JavaScript calls what they name: in a container that is the container.
    roost = await startRoost({ words: ['--services'] })
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const options = { endpoint: roost.endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } }
    lambda = new LambdaClient(options)
    s3 = new S3Client({ ...options, forcePathStyle: true })
    sqs = new SQSClient(options)
    await s3.send(new CreateBucketCommand({ Bucket: 'things' }))
    queue = (await sqs.send(new CreateQueueCommand({ QueueName: 'words' }))).QueueUrl!
    await create('echo', 'nodejs24.x', { 'index.mjs': 'export const handler = async (event) => event' })
  })
  after(async () => {
    for (const client of [lambda, s3, sqs]) client?.destroy()
    await roost?.remove()
  })

  async function create(FunctionName: string, Runtime: Runtime, files: Record<string, string>) {
    const Role = 'arn:aws:iam::000000000000:role/works'
    const Code = { ZipFile: await zipOf(files) }
    const settings = { Handler: 'index.handler', Timeout: 30, MemorySize: 256 }
    await lambda.send(new CreateFunctionCommand({ FunctionName, Runtime, Role, Code, ...settings }))
    await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 120, minDelay: 1, maxDelay: 1 }, { FunctionName })
  }

  for (const [name, { runtime, files }] of Object.entries(functions)) {
    test(`${runtime} (${Object.keys(files).join()}): S3, SQS and another function`, async (t) => {
      if ('refusal' in (await openRuntimeResolver().resolve(runtime))) return t.skip(`${runtime} cannot be had here`)
      await create(name, runtime, files)
      if (!fetched(runtime)) return t.skip('the AWS SDK could not be fetched: no network')
      const Payload = JSON.stringify({ name, queue })
      const outcome = await lambda.send(new InvokeCommand({ FunctionName: name, Payload }))
      assert.deepEqual(JSON.parse(outcome.Payload!.transformToString()), { listed: [name], echoed: name })
      const object = await s3.send(new GetObjectCommand({ Bucket: 'things', Key: name }))
      assert.equal(await object.Body!.transformToString(), `from ${name}`)
      const { Messages } = await sqs.send(new ReceiveMessageCommand({ QueueUrl: queue }))
      assert.deepEqual(
        Messages?.map(({ Body }) => Body),
        [name],
      )
    })
  }
})

/** Roost has had the chance; where registries are out of reach there is nothing to see. */
function fetched(runtime: Runtime): boolean {
  const sdk = openAwsSdk()
  return process.env.CI === 'true' || (runtime === 'python3.11' ? sdk.boto3('3.11') : sdk.packages()) !== undefined
}

function zipOf(files: Record<string, string>): Promise<Buffer> {
  const zip = new ZipFile()
  for (const [name, content] of Object.entries(files)) zip.addBuffer(Buffer.from(content), name)
  zip.end()
  return buffer(zip.outputStream)
}
