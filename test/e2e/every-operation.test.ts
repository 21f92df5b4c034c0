import assert from 'node:assert/strict'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import * as sdk from '@aws-sdk/client-lambda'
import { model } from '../../src/lambda/model.generated.ts'
import { runProgram } from './harness/run-program.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

type Answer = Record<string, unknown>
/** What a call needs of the answers before it. */
type Input = object | ((told: Answer) => object)
/** Refused with this exception, or answered with what the check likes. */
type Expected = string | ((answer: Answer) => void)

const f = { FunctionName: 'f' }
const Role = 'arn:aws:iam::000000000000:role/r'
const arn = (resource: string) => `arn:aws:lambda:us-east-1:000000000000:${resource}`
const queue = 'arn:aws:sqs:us-east-1:000000000000:q'
const has = (member: string) => (answer: Answer) => assert.ok(member in answer, JSON.stringify(answer))
const is = (member: string, value: unknown) => (answer: Answer) => assert.deepEqual(answer[member], value)
const fine = () => {}
const execution = `${arn('function:f:1')}/durable-execution/name/id`

describe('every operation, through the SDK', () => {
  let roost: StartedRoost
  let folder: string
  let lambda: sdk.LambdaClient
  let zip: Buffer
  const asked = new Set<string>()

  before(async () => {
    roost = await startRoost({ words: ['--services'] })
    folder = mkdtempSync('/var/tmp/roost-every-')
    const hello = join(import.meta.dirname, '../../examples/hello/index.mjs')
    await runProgram('python3', ['-m', 'zipfile', '-c', join(folder, 'hello.zip'), hello])
    zip = readFileSync(join(folder, 'hello.zip'))
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const credentials = { accessKeyId, secretAccessKey }
    lambda = new sdk.LambdaClient({ endpoint: roost.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
  })
  after(async () => {
    lambda?.destroy()
    await roost?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  const told: Answer = {}
  async function ask(operation: string, input: Input, expected: Expected = fine): Promise<Answer> {
    asked.add(operation)
    const commands = sdk as unknown as Record<string, new (input: object) => Parameters<typeof lambda.send>[0]>
    const command = new commands[`${operation}Command`]!(
      typeof input === 'function' ? (input as (t: Answer) => object)(told) : input,
    )
    try {
      const answer = (await lambda.send(command)) as unknown as Answer
      assert.equal(typeof expected, 'function', `${operation} was answered`)
      ;(expected as (answer: Answer) => void)(answer)
      Object.assign(told, answer)
      return answer
    } catch (error) {
      const { name, message } = error as Error
      if (typeof expected !== 'string') throw new Error(`${operation}: ${name}: ${message}`, { cause: error })
      assert.equal(name, expected, message)
      return {}
    }
  }
  const settled = () =>
    until('the function is settled', async () => {
      const { State, LastUpdateStatus } = await ask('GetFunctionConfiguration', f)
      return State === 'Active' && LastUpdateStatus === 'Successful'
    })
  function story(what: string, calls: () => [string, Input, Expected?][]): void {
    test(what, async () => {
      for (const [operation, input, expected] of calls()) await ask(operation, input, expected)
    })
  }

  test('functions and versions', async () => {
    const Code = { ZipFile: zip }
    const settings = { Runtime: 'nodejs24.x', Handler: 'index.handler', Role, Code }
    await ask('CreateFunction', { ...f, ...settings }, is('State', 'Pending'))
    await settled()
    await ask('UpdateFunctionConfiguration', { ...f, Timeout: 5 }, is('Timeout', 5))
    await settled()
    await ask('UpdateFunctionCode', { ...f, ZipFile: zip }, is('LastUpdateStatus', 'InProgress'))
    await settled()
    await ask('PublishVersion', f, is('Version', '1'))
    await ask('UpdateFunctionConfiguration', { ...f, MemorySize: 256 })
    await settled()
    await ask('PublishVersion', f, is('Version', '2'))
    await ask('GetFunction', f, has('Code'))
    await ask('ListFunctions', {}, has('Functions'))
    await ask('ListVersionsByFunction', f, (answer) => assert.equal((answer.Versions as unknown[]).length, 3))
    await ask('GetAccountSettings', {}, has('AccountUsage'))
  })

  story('invocations', () => [
    ['Invoke', { ...f, Payload: '{"name":"you"}' }, is('StatusCode', 200)],
    ['InvokeAsync', { ...f, InvokeArgs: '{}' }, is('Status', 202)],
    ['InvokeWithResponseStream', f, is('StatusCode', 200)],
  ])

  story('aliases, permissions, concurrency', () => [
    ['CreateAlias', { ...f, Name: 'live', FunctionVersion: '1' }, is('Name', 'live')],
    [
      'UpdateAlias',
      { ...f, Name: 'live', RoutingConfig: { AdditionalVersionWeights: { 2: 0.5 } } },
      has('RoutingConfig'),
    ],
    ['GetAlias', { ...f, Name: 'live' }, is('FunctionVersion', '1')],
    ['ListAliases', f, has('Aliases')],
    ['AddPermission', { ...f, StatementId: 's', Action: 'lambda:InvokeFunction', Principal: '*' }, has('Statement')],
    ['GetPolicy', f, has('Policy')],
    ['RemovePermission', { ...f, StatementId: 's' }],
    ['GetPolicy', f, 'ResourceNotFoundException'],
    [
      'PutResourcePolicy',
      {
        ResourceArn: arn('function:f'),
        Policy: '{"Statement":[{"Effect":"Allow","Principal":"*","Action":"lambda:*"}]}',
      },
      has('Policy'),
    ],
    ['GetResourcePolicy', { ResourceArn: arn('function:f') }, has('RevisionId')],
    ['DeleteResourcePolicy', { ResourceArn: arn('function:f') }],
    ['PutFunctionConcurrency', { ...f, ReservedConcurrentExecutions: 10 }, is('ReservedConcurrentExecutions', 10)],
    ['GetFunctionConcurrency', f, is('ReservedConcurrentExecutions', 10)],
    [
      'PutProvisionedConcurrencyConfig',
      { ...f, Qualifier: '2', ProvisionedConcurrentExecutions: 1 },
      is('Status', 'IN_PROGRESS'),
    ],
    ['GetProvisionedConcurrencyConfig', { ...f, Qualifier: '2' }, has('Status')],
    ['ListProvisionedConcurrencyConfigs', f, has('ProvisionedConcurrencyConfigs')],
    ['DeleteProvisionedConcurrencyConfig', { ...f, Qualifier: '2' }],
    ['DeleteFunctionConcurrency', f],
    ['DeleteAlias', { ...f, Name: 'live' }],
  ])

  story('settings beside the function', () => [
    ['TagResource', { Resource: arn('function:f'), Tags: { a: 'b' } }],
    ['ListTags', { Resource: arn('function:f') }, is('Tags', { a: 'b' })],
    ['UntagResource', { Resource: arn('function:f'), TagKeys: ['a'] }],
    ['PutFunctionEventInvokeConfig', { ...f, MaximumRetryAttempts: 1 }, is('MaximumRetryAttempts', 1)],
    ['UpdateFunctionEventInvokeConfig', { ...f, MaximumEventAgeInSeconds: 60 }, is('MaximumEventAgeInSeconds', 60)],
    ['GetFunctionEventInvokeConfig', f, is('MaximumRetryAttempts', 1)],
    ['ListFunctionEventInvokeConfigs', f, has('FunctionEventInvokeConfigs')],
    ['DeleteFunctionEventInvokeConfig', f],
    ['CreateFunctionUrlConfig', { ...f, AuthType: 'NONE' }, has('FunctionUrl')],
    ['UpdateFunctionUrlConfig', { ...f, AuthType: 'AWS_IAM' }, is('AuthType', 'AWS_IAM')],
    ['GetFunctionUrlConfig', f, is('InvokeMode', 'BUFFERED')],
    ['ListFunctionUrlConfigs', f, has('FunctionUrlConfigs')],
    ['DeleteFunctionUrlConfig', f],
    ['PutFunctionRecursionConfig', { ...f, RecursiveLoop: 'Allow' }, is('RecursiveLoop', 'Allow')],
    ['GetFunctionRecursionConfig', f, is('RecursiveLoop', 'Allow')],
    [
      'PutRuntimeManagementConfig',
      { ...f, UpdateRuntimeOn: 'FunctionUpdate' },
      is('UpdateRuntimeOn', 'FunctionUpdate'),
    ],
    ['GetRuntimeManagementConfig', f, is('UpdateRuntimeOn', 'FunctionUpdate')],
    ['GetFunctionScalingConfig', { ...f, Qualifier: '1' }, 'InvalidParameterValueException'],
    [
      'PutFunctionScalingConfig',
      { ...f, Qualifier: '1', FunctionScalingConfig: { MinExecutionEnvironments: 1 } },
      'InvalidParameterValueException',
    ],
  ])

  story('layers', () => [
    ['PublishLayerVersion', { LayerName: 'l', Content: { ZipFile: zip } }, is('Version', 1)],
    ['GetLayerVersion', { LayerName: 'l', VersionNumber: 1 }, has('Content')],
    ['GetLayerVersionByArn', { Arn: arn('layer:l:1') }, has('Content')],
    ['ListLayers', {}, has('Layers')],
    ['ListLayerVersions', { LayerName: 'l' }, has('LayerVersions')],
    [
      'AddLayerVersionPermission',
      { LayerName: 'l', VersionNumber: 1, StatementId: 's', Action: 'lambda:GetLayerVersion', Principal: '*' },
      has('Statement'),
    ],
    ['GetLayerVersionPolicy', { LayerName: 'l', VersionNumber: 1 }, has('Policy')],
    ['RemoveLayerVersionPermission', { LayerName: 'l', VersionNumber: 1, StatementId: 's' }],
    ['DeleteLayerVersion', { LayerName: 'l', VersionNumber: 1 }],
  ])

  story('code signing and capacity providers', () => {
    const AllowedPublishers = {
      SigningProfileVersionArns: ['arn:aws:signer:us-east-1:000000000000:/signing-profiles/p/0123456789'],
    }
    const config = ({ CodeSigningConfig }: Answer) => ({
      CodeSigningConfigArn: (CodeSigningConfig as Answer).CodeSigningConfigArn,
    })
    const VpcConfig = { SubnetIds: ['subnet-12345678'], SecurityGroupIds: ['sg-12345678'] }
    const provider = { CapacityProviderName: 'p' }
    return [
      ['CreateCodeSigningConfig', { AllowedPublishers }, has('CodeSigningConfig')],
      ['UpdateCodeSigningConfig', (t) => ({ ...config(t), Description: 'd' }), has('CodeSigningConfig')],
      ['GetCodeSigningConfig', config, has('CodeSigningConfig')],
      ['ListCodeSigningConfigs', {}, has('CodeSigningConfigs')],
      ['PutFunctionCodeSigningConfig', (t) => ({ ...f, ...config(t) })],
      ['GetFunctionCodeSigningConfig', f, has('CodeSigningConfigArn')],
      ['ListFunctionsByCodeSigningConfig', config, has('FunctionArns')],
      ['DeleteFunctionCodeSigningConfig', f],
      ['DeleteCodeSigningConfig', config],
      [
        'CreateCapacityProvider',
        { ...provider, VpcConfig, PermissionsConfig: { CapacityProviderOperatorRoleArn: Role } },
        has('CapacityProvider'),
      ],
      ['GetCapacityProvider', provider, has('CapacityProvider')],
      ['ListCapacityProviders', {}, has('CapacityProviders')],
      ['UpdateCapacityProvider', { CapacityProviderName: 'none' }, 'ResourceNotFoundException'],
      ['ListFunctionVersionsByCapacityProvider', provider, fine],
      ['DeleteCapacityProvider', { CapacityProviderName: 'none' }, 'ResourceNotFoundException'],
    ]
  })

  test('event source mappings', async () => {
    await ask('CreateEventSourceMapping', { ...f, EventSourceArn: queue }, 'InvalidParameterValueException')
    const stream = 'arn:aws:kafka:us-east-1:000000000000:cluster/c/00000000-0000-4000-8000-000000000000-1'
    const more = { EventSourceArn: stream, Topics: ['topic'], StartingPosition: 'LATEST' }
    const { UUID } = await ask('CreateEventSourceMapping', { ...f, ...more }, is('State', 'Creating'))
    await ask('GetEventSourceMapping', { UUID }, is('UUID', UUID))
    await ask('ListEventSourceMappings', {}, has('EventSourceMappings'))
    await until('it is enabled', async () => (await ask('GetEventSourceMapping', { UUID })).State === 'Enabled')
    await ask('UpdateEventSourceMapping', { UUID, BatchSize: 5 }, is('BatchSize', 5))
    await until('it is enabled', async () => (await ask('GetEventSourceMapping', { UUID })).State === 'Enabled')
    await ask('DeleteEventSourceMapping', { UUID }, is('State', 'Deleting'))
  })

  story('durable executions, which nobody has started', () => {
    const CallbackId = Buffer.from('callback').toString('base64')
    const unknown = 'ResourceNotFoundException'
    return [
      ['ListDurableExecutionsByFunction', f, is('DurableExecutions', [])],
      ['GetDurableExecution', { DurableExecutionArn: execution }, unknown],
      ['GetDurableExecutionHistory', { DurableExecutionArn: execution }, unknown],
      [
        'GetDurableExecutionState',
        { DurableExecutionArn: execution, CheckpointToken: CallbackId },
        'InvalidParameterValueException',
      ],
      [
        'CheckpointDurableExecution',
        { DurableExecutionArn: execution, CheckpointToken: CallbackId },
        'InvalidParameterValueException',
      ],
      ['StopDurableExecution', { DurableExecutionArn: execution }, unknown],
      ['SendDurableExecutionCallbackSuccess', { CallbackId }, unknown],
      ['SendDurableExecutionCallbackFailure', { CallbackId }, unknown],
      ['SendDurableExecutionCallbackHeartbeat', { CallbackId }, unknown],
    ]
  })

  story('the end', () => [
    ['DeleteFunction', { ...f, Qualifier: '1' }],
    ['DeleteFunction', f],
    ['GetFunction', f, 'ResourceNotFoundException'],
  ])

  test('no operation was left out', () =>
    assert.deepEqual(
      Object.keys(model.operations).filter((operation) => !asked.has(operation)),
      [],
    ))
})
