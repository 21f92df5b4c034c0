import assert from 'node:assert/strict'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  AddPermissionCommand,
  CreateAliasCommand,
  GetFunctionCommand,
  InvokeCommand,
  InvokeWithResponseStreamCommand,
  type LambdaClient,
  ListFunctionsCommand,
  PublishVersionCommand,
  PutFunctionEventInvokeConfigCommand,
  PutResourcePolicyCommand,
  RemovePermissionCommand,
  UpdateFunctionCodeCommand,
} from '@aws-sdk/client-lambda'
import { createFunction, lambdaClient, zipOf } from './harness/lambda-client.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'

const arn = 'arn:aws:lambda:us-east-1:000000000000:function:shared'
const says = (text: string) => ({ 'index.js': `exports.handler = async () => ${JSON.stringify(text)}` })

describe('who may do what, in several accounts and regions', () => {
  let roost: StartedRoost
  let folder: string
  let owner: LambdaClient
  let stranger: LambdaClient
  const clients: LambdaClient[] = []

  before(async () => {
    roost = await startRoost()
    folder = mkdtempSync('/var/tmp/roost-permissions-')
    owner = lambdaClient(roost)
    stranger = await clientOf('--name', 'bob', '--account', '222222222222')
    clients.push(owner)
    await createFunction(owner, 'shared', says('shared'))
    await owner.send(new PublishVersionCommand({ FunctionName: 'shared' }))
    await owner.send(new CreateAliasCommand({ FunctionName: 'shared', Name: 'live', FunctionVersion: '1' }))
  })
  after(async () => {
    for (const client of clients) client.destroy()
    await roost?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  async function clientOf(...words: string[]): Promise<LambdaClient> {
    const { stdout, stderr } = await roost.roost('keys', 'create', '--json', ...words)
    assert.equal(stderr, '')
    const client = lambdaClient(roost, { credentials: JSON.parse(stdout) as never })
    clients.push(client)
    return client
  }
  function restricted(name: string, Statement: object[]): Promise<LambdaClient> {
    const file = join(folder, `${name}.json`)
    writeFileSync(file, JSON.stringify({ Version: '2012-10-17', Statement }))
    return clientOf(name, '--policy', file)
  }
  /** What came, or why not. */
  async function outcome(client: LambdaClient, command: object): Promise<string> {
    try {
      const answer = (await client.send(command as ListFunctionsCommand)) as { Payload?: Uint8Array }
      return answer.Payload ? Buffer.from(answer.Payload).toString() : 'done'
    } catch (error) {
      return `${(error as Error).name}: ${(error as Error).message}`
    }
  }
  const invoke = (client: LambdaClient, FunctionName: string) => outcome(client, new InvokeCommand({ FunctionName }))
  const allow = (StatementId: string, Action: string, more: object = {}) =>
    owner.send(
      new AddPermissionCommand({ FunctionName: 'shared', StatementId, Action, Principal: '222222222222', ...more }),
    )
  const denied = (action: string, on = arn) =>
    `AccessDeniedException: User: arn:aws:iam::222222222222:user/bob is not authorized to perform: lambda:${action} on resource: ${on} because no resource-based policy allows the lambda:${action} action`

  test('another account invokes what the policy lets it, for as long as it does', async () => {
    assert.equal(await invoke(stranger, arn), denied('InvokeFunction'))
    await allow('others', 'lambda:InvokeFunction')
    assert.equal(await invoke(stranger, arn), '"shared"')
    assert.equal(await outcome(stranger, new InvokeWithResponseStreamCommand({ FunctionName: arn })), 'done')
    await owner.send(new RemovePermissionCommand({ FunctionName: 'shared', StatementId: 'others' }))
    assert.equal(await invoke(stranger, arn), denied('InvokeFunction'))
  })

  test('a permission for an alias is for that alias alone', async () => {
    await allow('live', 'lambda:InvokeFunction', { Qualifier: 'live' })
    assert.equal(await invoke(stranger, `${arn}:live`), '"shared"')
    assert.equal(await invoke(stranger, arn), denied('InvokeFunction'))
    assert.equal(await invoke(stranger, `${arn}:1`), denied('InvokeFunction', `${arn}:1`))
  })

  test('management by another account, where its operation knows accounts and the policy lets it', async () => {
    const get = new GetFunctionCommand({ FunctionName: arn })
    const update = async () =>
      outcome(stranger, new UpdateFunctionCodeCommand({ FunctionName: arn, ZipFile: await zipOf(says('new')) }))
    assert.equal(await outcome(stranger, get), denied('GetFunction'))
    await allow('read', 'lambda:GetFunction')
    assert.equal(await outcome(stranger, get), 'done')
    assert.equal(await update(), denied('UpdateFunctionCode'))
    const never = new PutFunctionEventInvokeConfigCommand({ FunctionName: arn, MaximumRetryAttempts: 0 })
    assert.match(await outcome(stranger, never), /^AccessDeniedException/)
    await allow('all', 'lambda:*')
    assert.match(await outcome(stranger, never), /^AccessDeniedException/)
    assert.equal(await update(), 'done')
    await owner.send(new RemovePermissionCommand({ FunctionName: 'shared', StatementId: 'all' }))
  })

  test('accounts and regions have functions of their own, by the same names', async () => {
    await createFunction(stranger, 'shared', says('of another account'), { Role: 'arn:aws:iam::222222222222:role/r' })
    const abroad = lambdaClient(roost, { region: 'eu-west-1' })
    clients.push(abroad)
    await createFunction(abroad, 'shared', says('of another region'))
    assert.equal(await invoke(stranger, 'shared'), '"of another account"')
    assert.match(await invoke(owner, arn.replace('000000000000', '222222222222')), /^AccessDeniedException/)
    assert.equal(await invoke(abroad, 'shared'), '"of another region"')
    for (const client of [owner, stranger, abroad])
      assert.equal((await client.send(new ListFunctionsCommand())).Functions!.length, 1)
    assert.equal(
      await invoke(abroad, arn),
      "ResourceNotFoundException: Functions from 'us-east-1' are not reachable in this region ('eu-west-1')",
    )
  })

  test('a key does what its policy says, and no more', async () => {
    const reader = await restricted('reader', [{ Effect: 'Allow', Action: 'lambda:Get*', Resource: '*' }])
    assert.equal(await outcome(reader, new GetFunctionCommand({ FunctionName: 'shared' })), 'done')
    assert.match(
      await invoke(reader, 'shared'),
      /^AccessDeniedException: User: arn:aws:iam::000000000000:user\/reader is not authorized to perform: lambda:InvokeFunction on resource: .* because no identity-based policy allows the lambda:InvokeFunction action$/,
    )
    const dry = new InvokeCommand({ FunctionName: 'shared', InvocationType: 'DryRun' })
    assert.match(await outcome(reader, dry), /^AccessDeniedException/)
    const careful = await restricted('careful', [
      { Effect: 'Allow', Action: '*', Resource: '*' },
      { Effect: 'Deny', Action: 'lambda:InvokeFunction', Resource: `${arn}:*` },
    ])
    assert.match(await invoke(careful, 'shared'), /^"/)
    assert.match(await invoke(careful, 'shared:live'), /with an explicit deny in an identity-based policy$/)
  })

  test("within its account a function's policy gives what a key lacks, and denies what it has", async () => {
    const nothing = await restricted('nothing', [{ Effect: 'Allow', Action: 's3:*', Resource: '*' }])
    assert.match(await invoke(nothing, 'shared'), /^AccessDeniedException/)
    const principal = 'arn:aws:iam::000000000000:user/nothing'
    const Statement = [{ Sid: 'one', Effect: 'Allow', Principal: { AWS: principal }, Action: 'lambda:InvokeFunction' }]
    const put = (Policy: object) =>
      owner.send(new PutResourcePolicyCommand({ ResourceArn: arn, Policy: JSON.stringify(Policy) }))
    await put({ Version: '2012-10-17', Statement })
    assert.match(await invoke(nothing, 'shared'), /^"/)
    await put({ Version: '2012-10-17', Statement: [{ ...Statement[0], Effect: 'Deny', Principal: '*' }] })
    assert.match(await invoke(owner, 'shared'), /with an explicit deny in a resource-based policy$/)
  })

  test('a revoked key is nobody', async () => {
    const { stdout } = await roost.roost('keys', 'create', '--json', '--name', 'gone')
    const credentials = JSON.parse(stdout) as { accessKeyId: string; secretAccessKey: string }
    const client = lambdaClient(roost, { credentials })
    clients.push(client)
    assert.equal(await outcome(client, new ListFunctionsCommand()), 'done')
    await roost.roost('keys', 'revoke', credentials.accessKeyId)
    assert.match(await outcome(client, new ListFunctionsCommand()), /^UnrecognizedClientException/)
  })
})
