import assert from 'node:assert/strict'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  CreateFunctionCommand,
  GetFunctionCommand,
  GetLayerVersionCommand,
  LambdaClient,
  PublishLayerVersionCommand,
} from '@aws-sdk/client-lambda'
import { zipFolder } from '../../src/cli/zip-folder.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'

describe('what was uploaded can be downloaded', () => {
  let roost: StartedRoost
  let lambda: LambdaClient
  let ZipFile: Buffer

  before(async () => {
    roost = await startRoost()
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const { endpoint, region } = roost
    lambda = new LambdaClient({ endpoint, region, credentials: { accessKeyId, secretAccessKey } })
    ZipFile = await zipFolder(join(import.meta.dirname, '../../examples/hello'))
  })
  after(async () => {
    lambda?.destroy()
    await roost?.remove()
  })

  const download = async (location: string) => Buffer.from(await (await fetch(location)).arrayBuffer())

  test("a function's package, byte for byte, by the Location of GetFunction", async () => {
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: 'kept',
        Runtime: 'nodejs24.x',
        Handler: 'index.handler',
        Role: 'arn:aws:iam::000000000000:role/any',
        Code: { ZipFile },
      }),
    )
    const { Code } = await lambda.send(new GetFunctionCommand({ FunctionName: 'kept' }))
    assert.equal(new URL(Code!.Location!).origin, new URL(roost.endpoint).origin)
    assert.deepEqual(await download(Code!.Location!), ZipFile)
  })

  test("a layer's package by the Location of its version", async () => {
    await lambda.send(new PublishLayerVersionCommand({ LayerName: 'kept', Content: { ZipFile } }))
    const { Content } = await lambda.send(new GetLayerVersionCommand({ LayerName: 'kept', VersionNumber: 1 }))
    assert.deepEqual(await download(Content!.Location!), ZipFile)
  })

  test('a location that somebody changed is refused', async () => {
    const { Code } = await lambda.send(new GetFunctionCommand({ FunctionName: 'kept' }))
    const answer = await fetch(Code!.Location!.replace(/expires=\d+/, 'expires=9999999999'))
    assert.equal(answer.status, 403)
  })

  test('what grants downloads is for the owner alone', () => {
    assert.equal(statSync(join(roost.dataDirectory, 'download-secret')).mode & 0o777, 0o600)
  })
})
