import assert from 'node:assert/strict'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { after, before, describe, test } from 'node:test'
import * as sdk from '@aws-sdk/client-lambda'
import { CreateBucketCommand, S3Client } from '@aws-sdk/client-s3'
import { createFunction, lambdaClient, zipOf } from './harness/lambda-client.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'
import { aliases } from './recorded-refusals/aliases.ts'
import { codeSigning } from './recorded-refusals/code-signing.ts'
import { concurrency } from './recorded-refusals/concurrency.ts'
import { eventInvokeConfigs } from './recorded-refusals/event-invoke-configs.ts'
import { urls } from './recorded-refusals/function-urls.ts'
import { functions, publishing } from './recorded-refusals/functions.ts'
import { layers, shared } from './recorded-refusals/layers.ts'
import { kafka, mappings, secret } from './recorded-refusals/mappings.ts'
import { named } from './recorded-refusals/named.ts'
import { permissions } from './recorded-refusals/permissions.ts'
import { tags } from './recorded-refusals/tags.ts'
import { account, f, Role, region, Statement } from './recorded-refusals/words.ts'

const groups = {
  named,
  publishing,
  aliases,
  eventInvokeConfigs,
  concurrency,
  urls,
  permissions,
  tags,
  functions,
  layers,
  codeSigning,
  mappings,
}

describe("refusals, word for word as AWS's were recorded", () => {
  let roost: StartedRoost
  let lambda: sdk.LambdaClient
  let zip: Buffer
  /** Its ARN holds an identifier that Roost draws. */
  let CodeSigningConfigArn = ''
  /** The last answer, as it came over the wire. */
  let wire = ''

  before(async () => {
    roost = await startRoost({ words: ['--any-credentials', '--services'] })
    const credentials = { accessKeyId: account, secretAccessKey: 'any' }
    lambda = lambdaClient(roost, { region, credentials })
    lambda.middlewareStack.add(
      (next) => async (args) => {
        const result = await next(args)
        const response = result.response as { statusCode: number; headers: Record<string, string>; body: Readable }
        const body = await buffer(response.body)
        wire = response.statusCode < 400 ? 'answered' : written(response.statusCode, response.headers, body.toString())
        response.body = Readable.from([body])
        return result
      },
      { step: 'deserialize', priority: 'low' },
    )
    await send('CreateFunction', {
      FunctionName: 'image',
      Role,
      PackageType: 'Image',
      Code: { ImageUri: 'localhost:1/i:1' },
    })
    zip = await zipOf({ 'index.js': 'exports.handler = async () => {}' })
    await createFunction(lambda, 'f', { 'index.js': 'exports.handler = async () => {}' })
    await send('PublishVersion', f)
    await send('UpdateFunctionConfiguration', { ...f, Description: 'second' })
    await until(
      'f is updated',
      async () => (await send('GetFunctionConfiguration', f)).LastUpdateStatus === 'Successful',
    )
    await send('PublishVersion', f)
    for (const Name of ['live', 'url']) await send('CreateAlias', { ...f, Name, FunctionVersion: '1' })
    await send('CreateFunctionUrlConfig', { ...f, Qualifier: 'url', AuthType: 'NONE' })
    await send('AddPermission', { ...f, Qualifier: 'live', ...Statement, StatementId: 'given' })
    for (const version of [1, 2])
      await send('PublishLayerVersion', { LayerName: 'l', Content: { ZipFile: zip }, Description: String(version) })
    await send('AddLayerVersionPermission', { LayerName: 'l', VersionNumber: 1, ...shared })
    const AllowedPublishers = {
      SigningProfileVersionArns: [`arn:aws:signer:${region}:${account}:/signing-profiles/p/0123456789`],
    }
    const { CodeSigningConfig } = await send('CreateCodeSigningConfig', { AllowedPublishers })
    CodeSigningConfigArn = (CodeSigningConfig as { CodeSigningConfigArn: string }).CodeSigningConfigArn
    const s3 = new S3Client({ endpoint: roost.endpoint, region, credentials, forcePathStyle: true })
    await s3.send(new CreateBucketCommand({ Bucket: 'bucket' }))
    s3.destroy()
    await send('CreateEventSourceMapping', { ...f, ...kafka, ...secret })
  })
  after(async () => {
    lambda?.destroy()
    await roost?.remove()
  })

  async function send(operation: string, input: object): Promise<Record<string, unknown>> {
    const commands = sdk as unknown as Record<string, new (input: object) => Parameters<typeof lambda.send>[0]>
    return (await lambda.send(new commands[`${operation}Command`]!(input))) as unknown as Record<string, unknown>
  }

  for (const [group, situations] of Object.entries(groups))
    describe(group, () => {
      for (const [at, [operation, input, answer]] of situations.entries())
        test(`${operation}, ${at}: ${answer.slice(0, 100)}`, async () => {
          await send(
            operation,
            operation === 'PutFunctionCodeSigningConfig' ? { CodeSigningConfigArn, ...input } : input,
          ).catch(() => {})
          const expected = answer.split('…')
          const [start = '', end = ''] = expected
          if (expected.length === 1) assert.equal(wire, answer)
          else assert.ok(wire.startsWith(start) && wire.endsWith(end), `${wire}\nis not\n${answer}`)
        })
    })
})

function written(status: number, headers: Record<string, string>, text: string): string {
  const { Type = '-', ...body } = JSON.parse(text) as Record<string, unknown>
  const member = 'Message' in body ? 'Message' : 'message'
  return `${status} ${headers['x-amzn-errortype']} ${Type as string} ${member}=${body[member] as string}`
}
