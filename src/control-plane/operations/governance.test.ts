import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { arnOf, Bench } from './bench-for-tests.ts'

let bench: Bench
beforeEach(() => {
  bench = new Bench()
  bench.addFunction('f', { versions: 1, configuration: { Runtime: 'nodejs24.x' } })
  bench.addFunction('g')
})

const f = { FunctionName: 'f' }
const reserve = (FunctionName: string, ReservedConcurrentExecutions: number) =>
  bench.say('PutFunctionConcurrency', { FunctionName, ReservedConcurrentExecutions })
const unreserved = async () => {
  const { AccountLimit } = await bench.say('GetAccountSettings')
  return (AccountLimit as { UnreservedConcurrentExecutions: number }).UnreservedConcurrentExecutions
}

test('a reservation is taken from the account and given back', async () => {
  assert.deepEqual(await bench.say('GetFunctionConcurrency', f), {})
  assert.deepEqual(await reserve('f', 300), { ReservedConcurrentExecutions: 300 })
  assert.deepEqual(await bench.say('GetFunctionConcurrency', f), { ReservedConcurrentExecutions: 300 })
  assert.equal(await unreserved(), 700)
  await bench.say('DeleteFunctionConcurrency', f)
  assert.equal(await unreserved(), 1000)
})

test('a hundred stay unreserved, whatever functions reserve', async () => {
  const refused = [
    'InvalidParameterValueException',
    "Specified ReservedConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100].",
  ]
  assert.deepEqual((await reserve('f', 901)).refused, refused)
  assert.equal((await reserve('f', 900)).refused, undefined)
  assert.deepEqual((await reserve('g', 1)).refused, refused)
  assert.equal((await reserve('f', 899)).refused, undefined)
  assert.equal((await reserve('g', 1)).refused, undefined)
})

test('a reservation holds what is provisioned', async () => {
  await bench.say('PutProvisionedConcurrencyConfig', { ...f, Qualifier: '1', ProvisionedConcurrentExecutions: 2 })
  assert.deepEqual((await reserve('f', 1)).refused, [
    'InvalidParameterValueException',
    " ReservedConcurrentExecutions  1 should not be lower than function's total provisioned concurrency [2].",
  ])
  assert.equal((await reserve('f', 2)).refused, undefined)
})

test('the account counts every version with its package', async () => {
  const { AccountUsage, AccountLimit } = await bench.say('GetAccountSettings')
  assert.deepEqual(AccountUsage, { TotalCodeSize: 3, FunctionCount: 2 })
  assert.deepEqual(AccountLimit, {
    TotalCodeSize: 322_122_547_200,
    CodeSizeUnzipped: 262_144_000,
    CodeSizeZipped: 52_428_800,
    ConcurrentExecutions: 1000,
    UnreservedConcurrentExecutions: 1000,
  })
})

test('tags are added, listed and taken away', async () => {
  const Resource = arnOf('f')
  await bench.say('TagResource', { Resource, Tags: { a: '1', b: '2' } })
  await bench.say('TagResource', { Resource, Tags: { b: '3' } })
  assert.deepEqual(await bench.say('ListTags', { Resource }), { Tags: { a: '1', b: '3' } })
  await bench.say('UntagResource', { Resource, TagKeys: ['a', 'c'] })
  assert.deepEqual(await bench.say('ListTags', { Resource }), { Tags: { b: '3' } })
})

test('a layer has tags too, all its versions together', async () => {
  const Resource = 'arn:aws:lambda:us-east-1:111111111111:layer:l'
  const missing = ['ResourceNotFoundException', 'The resource you requested does not exist.']
  assert.deepEqual((await bench.say('TagResource', { Resource, Tags: { a: '1' } })).refused, missing)
  await bench.say('PublishLayerVersion', { LayerName: 'l', Content: { ZipFile: new Uint8Array(1) } })
  await bench.say('TagResource', { Resource, Tags: { a: '1' } })
  assert.deepEqual(await bench.say('ListTags', { Resource }), { Tags: { a: '1' } })
})

test('a function has fifty tags at most', async () => {
  const many = (count: number, name: string) =>
    Object.fromEntries(Array.from({ length: count }, (_, at) => [name + at, '']))
  const Resource = arnOf('f')
  assert.equal((await bench.say('TagResource', { Resource, Tags: many(50, 'a') })).refused, undefined)
  assert.deepEqual((await bench.say('TagResource', { Resource, Tags: many(1, 'b') })).refused, [
    'InvalidParameterValueException',
    'Number of tags exceeds resource tag limit.',
  ])
})

test('recursion is ended unless somebody allows it', async () => {
  assert.deepEqual(await bench.say('GetFunctionRecursionConfig', f), { RecursiveLoop: 'Terminate' })
  await bench.say('PutFunctionRecursionConfig', { ...f, RecursiveLoop: 'Allow' })
  assert.deepEqual(await bench.say('GetFunctionRecursionConfig', f), { RecursiveLoop: 'Allow' })
})

test('each version says for itself how its runtime is updated', async () => {
  assert.deepEqual(await bench.say('GetRuntimeManagementConfig', f), {
    UpdateRuntimeOn: 'Auto',
    FunctionArn: arnOf('f'),
  })
  const RuntimeVersionArn = 'arn:aws:lambda:us-east-1::runtime:nodejs24.x'
  const pinned = { ...f, Qualifier: '1', UpdateRuntimeOn: 'Manual' }
  const here = { ...pinned, RuntimeVersionArn }
  const other = await bench.say('PutRuntimeManagementConfig', { ...here, RuntimeVersionArn: `${RuntimeVersionArn}-2` })
  assert.match(other.refused?.[1] ?? '', /^The runtime version .*-2 is not available/)
  assert.deepEqual((await bench.say('PutRuntimeManagementConfig', pinned)).refused, [
    'InvalidParameterValueException',
    'RuntimeVersionArn is required when UpdateRuntimeOn is Manual.',
  ])
  await bench.say('PutRuntimeManagementConfig', { ...f, Qualifier: '1', UpdateRuntimeOn: 'FunctionUpdate' })
  const { UpdateRuntimeOn } = await bench.say('GetRuntimeManagementConfig', { ...f, Qualifier: '1' })
  assert.equal(UpdateRuntimeOn, 'FunctionUpdate')
  assert.equal((await bench.say('GetRuntimeManagementConfig', f)).UpdateRuntimeOn, 'Auto')
})

const missing = (message: string) => ['ResourceNotFoundException', message]
const invalid = (message: string) => ['InvalidParameterValueException', message]
const mapping = 'arn:aws:lambda:us-east-1:111111111111:event-source-mapping:00000000-0000-4000-8000-000000000000'
const provider = 'arn:aws:lambda:us-east-1:111111111111:capacity-provider:none'
const refusals: [string, string, object, unknown[]][] = [
  [
    'a reservation of no function',
    'PutFunctionConcurrency',
    { FunctionName: 'h', ReservedConcurrentExecutions: 1 },
    missing(`Function not found: ${arnOf('h', '$LATEST')}`),
  ],
  [
    'a reservation of a version',
    'PutFunctionConcurrency',
    { FunctionName: arnOf('f', '1'), ReservedConcurrentExecutions: 1 },
    invalid(
      'This operation is permitted on Lambda functions only. Aliases and versions do not support this operation. Please specify either a function name or an unqualified function ARN.',
    ),
  ],
  ['tags of no function', 'ListTags', { Resource: arnOf('h') }, missing(`Function not found: ${arnOf('h')}`)],
  [
    'tags of a version',
    'TagResource',
    { Resource: arnOf('f', '$LATEST'), Tags: { a: '' } },
    invalid('Tags on function aliases and versions are not supported. Please specify a function ARN.'),
  ],
  [
    'no tags',
    'TagResource',
    { Resource: arnOf('f'), Tags: {} },
    invalid('An error occurred and the request cannot be processed.'),
  ],
  ['tags of no mapping', 'ListTags', { Resource: mapping }, missing(`Event source mapping not found: ${mapping}`)],
  [
    'tags of no capacity provider',
    'ListTags',
    { Resource: provider },
    missing(`Capacity provider not found: ${provider}`),
  ],
  [
    'recursion of no function',
    'GetFunctionRecursionConfig',
    { FunctionName: 'h' },
    missing(`Function not found: ${arnOf('h')}`),
  ],
]
for (const [what, operation, input, refused] of refusals)
  test(`refused: ${what}`, async () => assert.deepEqual((await bench.say(operation, input)).refused, refused))
