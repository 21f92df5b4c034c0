import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  CreateFunctionCommand,
  GetFunctionCommand,
  InvokeCommand,
  LambdaClient,
  ListFunctionsCommand,
  waitUntilFunctionActiveV2,
} from '@aws-sdk/client-lambda'
import { runProgram } from './harness/run-program.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

const Role = 'arn:aws:iam::000000000000:role/r'

describe('what users of other emulators bring', () => {
  let roost: StartedRoost
  let folder: string

  before(async () => {
    roost = await startRoost({ words: ['--any-credentials'] })
    folder = mkdtempSync('/var/tmp/roost-migration-')
  })
  after(async () => {
    await roost?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const clientOf = (accessKeyId: string, region = 'us-east-1') =>
    new LambdaClient({ endpoint: roost.endpoint, region, credentials: { accessKeyId, secretAccessKey: 'test' } })
  const write = (word: string) =>
    writeFileSync(join(folder, 'index.js'), `let calls = 0\nexports.handler = async () => '${word} ' + ++calls\n`)
  const create = async (lambda: LambdaClient, FunctionName: string) => {
    const Code = { S3Bucket: 'hot-reload', S3Key: folder }
    const settings = { Runtime: 'nodejs24.x', Handler: 'index.handler', Role, Code } as const
    const { FunctionArn } = await lambda.send(new CreateFunctionCommand({ FunctionName, ...settings }))
    await waitUntilFunctionActiveV2({ client: lambda, maxWaitTime: 10, minDelay: 0.1 }, { FunctionName })
    return FunctionArn
  }
  const invoke = async (lambda: LambdaClient, FunctionName: string) => {
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName }))
    return JSON.parse(Buffer.from(Payload!).toString()) as string
  }

  test('test keys are taken, and a key of twelve digits selects the account', async () => {
    write('first')
    const [test1, other, elsewhere] = [clientOf('test'), clientOf('123456789012'), clientOf('test', 'eu-west-1')]
    assert.equal(await create(test1, 'f'), 'arn:aws:lambda:us-east-1:000000000000:function:f')
    assert.equal(await create(other, 'f'), 'arn:aws:lambda:us-east-1:123456789012:function:f')
    assert.deepEqual((await elsewhere.send(new ListFunctionsCommand({}))).Functions, [])
    const { Configuration } = await other.send(new GetFunctionCommand({ FunctionName: 'f' }))
    assert.match(Configuration!.FunctionArn!, /:123456789012:/)
  })

  test('code from a local folder is read anew when it changes', async () => {
    const lambda = clientOf('test')
    write('first')
    await create(lambda, 'hot')
    assert.equal(await invoke(lambda, 'hot'), 'first 1')
    assert.equal(await invoke(lambda, 'hot'), 'first 2')
    write('second')
    await until('the change is seen', async () => (await invoke(lambda, 'hot')).startsWith('second'))
  })

  test('their tools find that it is up', async () => {
    const answer = await fetch(`${roost.endpoint}/_localstack/health`)
    const { services } = (await answer.json()) as { services: Record<string, string> }
    assert.equal(services.lambda, 'running')
  })

  test('roost reset forgets everything, without a restart', async () => {
    assert.equal((await roost.roost('reset', '--yes')).status, 0)
    assert.deepEqual((await clientOf('test').send(new ListFunctionsCommand({}))).Functions, [])
    await create(clientOf('test'), 'f')
    assert.match(await invoke(clientOf('test'), 'f'), /^second 1$/)
  })

  test('keys that are not checked are for loopback only', async () => {
    const launcher = join(import.meta.dirname, '../../roost')
    const words = ['up', '--port', '0', '--host', '0.0.0.0', '--any-credentials', '--data', join(folder, 'data')]
    const refused = await runProgram(launcher, words)
    assert.notEqual(refused.status, 0)
    assert.match(refused.stderr, /loopback/)
  })
})
