import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import * as sdk from '@aws-sdk/client-lambda'
import { createFunction, lambdaClient } from './harness/lambda-client.ts'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'

const source = { 'index.js': 'exports.handler = async () => "here"' }
const permission = { StatementId: 's', Action: 'lambda:InvokeFunction', Principal: '222222222222' }
type Answer = Record<string, unknown>

describe('deletions, and lists that change while they are read', () => {
  let roost: StartedRoost
  let lambda: sdk.LambdaClient

  before(async () => {
    roost = await startRoost()
    lambda = lambdaClient(roost)
  })
  after(async () => {
    lambda?.destroy()
    await roost?.remove()
  })

  /** The answer; the exception's name when there is none. */
  async function ask(operation: string, input: object): Promise<Answer & { refused?: string }> {
    const commands = sdk as unknown as Record<string, new (input: object) => sdk.ListFunctionsCommand>
    try {
      return (await lambda.send(new commands[`${operation}Command`]!(input))) as unknown as Answer
    } catch (error) {
      return { refused: (error as Error).name }
    }
  }
  async function does(operation: string, input: object): Promise<Answer> {
    const { refused, ...answer } = await ask(operation, input)
    assert.equal(refused, undefined, operation)
    return answer
  }
  const count = (list: unknown): number => (list as unknown[]).length

  /** A function with something of every kind, on itself, on a version and on an alias. */
  async function furnish(FunctionName: string): Promise<void> {
    const f = { FunctionName }
    await createFunction(lambda, FunctionName, source, { Tags: { a: 'b' } })
    await does('PublishVersion', f)
    await does('CreateAlias', { ...f, Name: 'live', FunctionVersion: '1' })
    for (const Qualifier of [undefined, 'live']) {
      await does('AddPermission', { ...f, Qualifier, ...permission })
      await does('PutFunctionEventInvokeConfig', { ...f, Qualifier, MaximumRetryAttempts: 0 })
      await does('CreateFunctionUrlConfig', { ...f, Qualifier, AuthType: 'NONE' })
    }
    await does('AddPermission', { ...f, Qualifier: '1', ...permission })
    await does('PutFunctionConcurrency', { ...f, ReservedConcurrentExecutions: 5 })
    await does('PutProvisionedConcurrencyConfig', { ...f, Qualifier: 'live', ProvisionedConcurrentExecutions: 1 })
  }
  const gone = async (input: object, ...operations: string[]) => {
    for (const operation of operations)
      assert.match((await ask(operation, input)).refused ?? 'answered', /NotFoundException$/, operation)
  }

  test('with a function goes all that is its own, and a new one of its name starts afresh', async () => {
    const f = { FunctionName: 'furnished' }
    await furnish('furnished')
    const { UUID } = await does('CreateEventSourceMapping', {
      ...f,
      SelfManagedEventSource: { Endpoints: { KAFKA_BOOTSTRAP_SERVERS: ['kafka:1000'] } },
      SourceAccessConfigurations: [
        { Type: 'BASIC_AUTH', URI: 'arn:aws:secretsmanager:us-east-1:000000000000:secret:s' },
      ],
      Topics: ['topic'],
      StartingPosition: 'LATEST',
    })
    await does('DeleteFunction', f)
    await gone(f, 'GetFunction', 'GetPolicy', 'GetFunctionUrlConfig', 'GetFunctionEventInvokeConfig', 'Invoke')
    await gone({ ...f, Qualifier: 'live' }, 'GetFunction', 'GetPolicy', 'GetFunctionUrlConfig', 'Invoke')
    await does('GetEventSourceMapping', { UUID })

    await createFunction(lambda, 'furnished', source)
    assert.equal(count((await does('ListVersionsByFunction', f)).Versions), 1)
    assert.equal(count((await does('ListAliases', f)).Aliases), 0)
    assert.equal(count((await does('ListFunctionUrlConfigs', f)).FunctionUrlConfigs), 0)
    assert.equal(count((await does('ListFunctionEventInvokeConfigs', f)).FunctionEventInvokeConfigs), 0)
    assert.equal(count((await does('ListProvisionedConcurrencyConfigs', f)).ProvisionedConcurrencyConfigs), 0)
    assert.equal((await does('GetFunctionConcurrency', f)).ReservedConcurrentExecutions, undefined)
    const { Tags, Concurrency } = await does('GetFunction', f)
    assert.deepEqual([Tags, Concurrency], [undefined, undefined])
    await gone({ ...f, Qualifier: '1' }, 'GetFunction', 'GetPolicy', 'GetFunctionEventInvokeConfig')
    assert.equal((await does('PublishVersion', f)).Version, '1')
  })

  test('with an alias goes what hangs on it, and nothing of the function', async () => {
    const f = { FunctionName: 'kept' }
    await furnish('kept')
    const live = { ...f, Qualifier: 'live' }
    await does('DeleteAlias', { ...f, Name: 'live' })
    await gone(
      live,
      'GetPolicy',
      'GetFunctionUrlConfig',
      'GetFunctionEventInvokeConfig',
      'GetProvisionedConcurrencyConfig',
    )
    for (const operation of ['GetPolicy', 'GetFunctionUrlConfig', 'GetFunctionEventInvokeConfig'])
      await does(operation, f)
    await does('CreateAlias', { ...f, Name: 'live', FunctionVersion: '1' })
    await gone(live, 'GetPolicy', 'GetFunctionUrlConfig', 'GetFunctionEventInvokeConfig')
  })

  test('a version that an alias points at stays; without it, it goes with its policy, its number for ever', async () => {
    const f = { FunctionName: 'kept' }
    const first = { ...f, Qualifier: '1' }
    assert.equal((await ask('DeleteFunction', first)).refused, 'ResourceConflictException')
    await does('DeleteAlias', { ...f, Name: 'live' })
    await does('DeleteFunction', first)
    await gone(first, 'GetFunction', 'GetPolicy', 'Invoke')
    await does('DeleteFunction', first)
    assert.equal((await does('PublishVersion', f)).Version, '2')
  })

  test('who reads a list page by page meets once whatever was there all the time', async () => {
    const named = (at: number) => `page-${String(at).padStart(2, '0')}`
    const create = (at: number) =>
      does('CreateFunction', {
        FunctionName: named(at),
        Role: 'arn:aws:iam::000000000000:role/r',
        PackageType: 'Image',
        Code: { ImageUri: 'localhost:1/i:1' },
      })
    for (let at = 0; at < 40; at += 2) await create(at)
    const met: string[] = []
    let Marker: unknown
    for (let page = 0; page === 0 || Marker; page++) {
      const { Functions, NextMarker } = await does('ListFunctions', { MaxItems: 4, Marker })
      const names = (Functions as { FunctionName: string }[]).map(({ FunctionName }) => FunctionName)
      assert.ok(names.length <= 4)
      met.push(...names.filter((name) => name.startsWith('page-')))
      Marker = NextMarker
      if (met.length === 0) continue
      // One that has been listed goes, one before and one behind the mark come.
      const last = Number(met.at(-1)!.slice(-2))
      await does('DeleteFunction', { FunctionName: met.at(-1) })
      if (last > 1) await create(last - 1)
      if (last < 37) await create(last + 3)
    }
    assert.deepEqual(met, [...new Set(met)].sort(), 'in order, none twice')
    for (let at = 0; at < 40; at += 2) assert.ok(met.includes(named(at)), named(at))
  })
})
