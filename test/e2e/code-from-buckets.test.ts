import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import {
  CreateFunctionCommand,
  InvokeCommand,
  type LambdaClient,
  UpdateFunctionCodeCommand,
  waitUntilFunctionActiveV2,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda'
import { CreateBucketCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { anyRole, lambdaClient, zipOf } from './harness/lambda-client.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'

describe('code that lies in a bucket of --services', () => {
  let roost: StartedRoost
  let lambda: LambdaClient
  let s3: S3Client

  before(async () => {
    // Roost itself is started by somebody who has no credentials of AWS.
    const env = { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '', AWS_PROFILE: '' }
    roost = await startRoost({ words: ['--services'], env })
    lambda = lambdaClient(roost)
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const credentials = { accessKeyId, secretAccessKey }
    s3 = new S3Client({ endpoint: roost.endpoint, region: roost.region, credentials, forcePathStyle: true })
    await s3.send(new CreateBucketCommand({ Bucket: 'packages' }))
  })
  after(async () => {
    lambda?.destroy()
    s3?.destroy()
    await roost?.remove()
  })

  async function put(Key: string, says: string): Promise<{ S3Bucket: string; S3Key: string }> {
    const Body = await zipOf({ 'index.js': `exports.handler = async () => '${says}'` })
    await s3.send(new PutObjectCommand({ Bucket: 'packages', Key, Body }))
    return { S3Bucket: 'packages', S3Key: Key }
  }
  const answer = async () => {
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName: 'stored' }))
    return Buffer.from(Payload!).toString()
  }

  test('functions are made of it, and change with it', async () => {
    const FunctionName = 'stored'
    const waiter = { client: lambda, maxWaitTime: 30, minDelay: 0.05 }
    const settings = { Role: anyRole, Runtime: 'nodejs24.x', Handler: 'index.handler' } as const
    await lambda.send(new CreateFunctionCommand({ FunctionName, ...settings, Code: await put('a/one.zip', 'one') }))
    await waitUntilFunctionActiveV2(waiter, { FunctionName })
    assert.equal(await answer(), '"one"')
    await lambda.send(new UpdateFunctionCodeCommand({ FunctionName, ...(await put('a/two.zip', 'two')) }))
    await waitUntilFunctionUpdatedV2(waiter, { FunctionName })
    assert.equal(await answer(), '"two"')
  })
})
