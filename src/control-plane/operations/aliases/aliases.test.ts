import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { arnOf, Bench } from '../bench-for-tests.ts'

let bench: Bench
beforeEach(() => {
  bench = new Bench()
  bench.addFunction('f', { versions: 3 })
})

const live = { FunctionName: 'f', Name: 'live' }
const weights = (AdditionalVersionWeights: Record<string, number>) => ({ RoutingConfig: { AdditionalVersionWeights } })

test('an alias is created, read, moved and deleted', async () => {
  const created = await bench.say('CreateAlias', { ...live, FunctionVersion: '1' })
  const { RevisionId, ...shown } = created
  assert.deepEqual(shown, { AliasArn: arnOf('f', 'live'), Name: 'live', FunctionVersion: '1', Description: '' })
  assert.deepEqual(await bench.say('GetAlias', live), created)
  const moved = await bench.say('UpdateAlias', { ...live, FunctionVersion: '2', Description: 'moved', RevisionId })
  assert.deepEqual({ ...moved, RevisionId }, { ...created, FunctionVersion: '2', Description: 'moved' })
  assert.notEqual(moved.RevisionId, RevisionId)
  assert.deepEqual(await bench.say('DeleteAlias', live), {})
  assert.deepEqual((await bench.say('GetAlias', live)).refused, [
    'ResourceNotFoundException',
    `Cannot find alias arn: ${arnOf('f', 'live')}`,
  ])
})

test('weights are kept until they are taken away', async () => {
  await bench.say('CreateAlias', { ...live, FunctionVersion: '1', ...weights({ 2: 0.1 }) })
  const described = await bench.say('UpdateAlias', { ...live, Description: 'x' })
  assert.deepEqual(described.RoutingConfig, { AdditionalVersionWeights: { 2: 0.1 } })
  assert.equal('RoutingConfig' in (await bench.say('UpdateAlias', { ...live, ...weights({}) })), false)
})

test('aliases are listed by name, in pages, and by the version that they point at first', async () => {
  for (const [Name, FunctionVersion] of [
    ['c', '1'],
    ['a', '1'],
    ['b', '2'],
  ])
    await bench.say('CreateAlias', {
      FunctionName: 'f',
      Name,
      FunctionVersion,
      ...(Name === 'b' && weights({ 1: 0.5 })),
    })
  const names = async (input: object) => {
    const { Aliases, NextMarker } = await bench.say('ListAliases', { FunctionName: 'f', ...input })
    return { names: (Aliases as { Name: string }[]).map(({ Name }) => Name), NextMarker }
  }
  assert.deepEqual((await names({})).names, ['a', 'b', 'c'])
  assert.deepEqual((await names({ FunctionVersion: '1' })).names, ['a', 'c'])
  const first = await names({ MaxItems: 2 })
  assert.deepEqual(first.names, ['a', 'b'])
  assert.deepEqual((await names({ Marker: first.NextMarker })).names, ['c'])
})

test('what is kept under the name of an alias goes with it', async () => {
  await bench.say('CreateAlias', { ...live, FunctionVersion: '1' })
  const qualified = { FunctionName: 'f', Qualifier: 'live' }
  const anyone = { StatementId: 's', Action: 'lambda:InvokeFunction', Principal: '*' }
  await bench.say('AddPermission', { ...qualified, ...anyone })
  await bench.say('PutFunctionEventInvokeConfig', { ...qualified, MaximumRetryAttempts: 0 })
  await bench.say('DeleteAlias', live)
  await bench.say('CreateAlias', { ...live, FunctionVersion: '1' })
  assert.equal((await bench.say('GetPolicy', qualified)).refused?.[0], 'ResourceNotFoundException')
  assert.equal((await bench.say('GetFunctionEventInvokeConfig', qualified)).refused?.[0], 'ResourceNotFoundException')
})

const invalid = (message: string) => ['InvalidParameterValueException', message]
const missing = (message: string) => ['ResourceNotFoundException', message]
const notIn =
  'failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]'
const refusals: [string, string, object, unknown[]][] = [
  [
    'a missing function',
    'CreateAlias',
    { ...live, FunctionName: 'g', FunctionVersion: '1' },
    missing(`Function not found: ${arnOf('g', '1')}`),
  ],
  [
    'a missing version',
    'CreateAlias',
    { ...live, FunctionVersion: '10' },
    missing(`Function not found: ${arnOf('f', '10')}`),
  ],
  [
    'a missing second version',
    'CreateAlias',
    { ...live, FunctionVersion: '1', ...weights({ 10: 0.5 }) },
    missing(`Function not found: ${arnOf('f', '10')}`),
  ],
  [
    'the same version twice',
    'CreateAlias',
    { ...live, FunctionVersion: '1', ...weights({ 1: 0.5 }) },
    invalid('Invalid function version 1. Function version 1 is already included in routing configuration.'),
  ],
  [
    'three versions',
    'CreateAlias',
    { ...live, FunctionVersion: '1', ...weights({ 2: 0.5, 3: 0.2 }) },
    invalid('Number of items in AdditionalVersionWeights cannot be greater than 1'),
  ],
  [
    '$LATEST and another',
    'CreateAlias',
    { ...live, FunctionVersion: '$LATEST', ...weights({ 1: 0.5 }) },
    invalid('$LATEST is not supported for an alias pointing to more than 1 version'),
  ],
  [
    'a weight above one',
    'CreateAlias',
    { ...live, FunctionVersion: '1', ...weights({ 2: 2 }) },
    [
      'ValidationException',
      `1 validation error detected: Value '{2=2.0}' at 'routingConfig.additionalVersionWeights' ${notIn}`,
    ],
  ],
  ['an update of nothing', 'UpdateAlias', live, missing(`Alias not found: ${arnOf('f', 'live')}`)],
  ['a deletion of nothing', 'DeleteAlias', live, missing(`Cannot find alias arn: ${arnOf('f', 'live')}`)],
  ['a list of no function', 'ListAliases', { FunctionName: 'g' }, missing(`Function not found: ${arnOf('g')}`)],
]
for (const [what, operation, input, refused] of refusals)
  test(`refused: ${what}`, async () => assert.deepEqual((await bench.say(operation, input)).refused, refused))

test('refused: a second alias of one name, and a change of what has changed since', async () => {
  await bench.say('CreateAlias', { ...live, FunctionVersion: '1' })
  assert.deepEqual((await bench.say('CreateAlias', { ...live, FunctionVersion: '2' })).refused, [
    'ResourceConflictException',
    `Alias already exists: ${arnOf('f', 'live')}`,
  ])
  assert.deepEqual((await bench.say('UpdateAlias', { ...live, RevisionId: 'other' })).refused, [
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
  ])
})
