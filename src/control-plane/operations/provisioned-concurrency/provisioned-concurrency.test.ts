import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { lambdaInstant } from '../../../base/instant.ts'
import { qualifiedKey, scopeKey } from '../../../lambda/keys.ts'
import { restartProvisioning } from '../../rules/provisioned-restart.ts'
import { arnOf, Bench, scope } from '../bench-for-tests.ts'

let bench: Bench
beforeEach(() => {
  bench = new Bench()
  bench.addFunction('f', { versions: 2, aliases: { live: '1', draft: '$LATEST' } })
})

const at = (Qualifier: string, FunctionName = 'f') => ({ FunctionName, Qualifier })
const five = { ProvisionedConcurrentExecutions: 5 }

test('provisioning is accepted at once and under way', async () => {
  const put = await bench.say('PutProvisionedConcurrencyConfig', { ...at('live'), ...five })
  assert.deepEqual(put, {
    RequestedProvisionedConcurrentExecutions: 5,
    AvailableProvisionedConcurrentExecutions: 0,
    AllocatedProvisionedConcurrentExecutions: 0,
    Status: 'IN_PROGRESS',
    LastModified: lambdaInstant(bench.clock.now()),
  })
  assert.deepEqual(await bench.say('GetProvisionedConcurrencyConfig', at('live')), put)
  assert.deepEqual(
    (await bench.say('ListProvisionedConcurrencyConfigs', { FunctionName: 'f' })).ProvisionedConcurrencyConfigs,
    [{ FunctionArn: arnOf('f', 'live'), ...put }],
  )
})

const report = (more: object) => ({
  key: qualifiedKey(scope, 'f', 'live'),
  requested: 5,
  available: 5,
  allocated: 5,
  status: 'READY',
  ...more,
})

test('what the makers of environments report is what people see', async () => {
  await bench.say('PutProvisionedConcurrencyConfig', { ...at('live'), ...five })
  const statusReason = 'FUNCTION_ERROR_INIT_FAILURE'
  const failed = report({ available: 0, allocated: 0, status: 'FAILED', statusReason })
  assert.deepEqual(await bench.say('roost:ReportProvisioned', failed), { applied: true })
  const seen = await bench.say('GetProvisionedConcurrencyConfig', at('live'))
  assert.equal(seen.Status, 'FAILED')
  assert.equal(seen.StatusReason, statusReason)
  await bench.say('roost:ReportProvisioned', report({}))
  const ready = await bench.say('GetProvisionedConcurrencyConfig', at('live'))
  assert.equal(ready.Status, 'READY')
  assert.equal(ready.AvailableProvisionedConcurrentExecutions, 5)
  assert.equal('StatusReason' in ready, false)
})

test('what is ready serves on while more is made, and is not made again', async () => {
  const ask = (ProvisionedConcurrentExecutions: number) =>
    bench.say('PutProvisionedConcurrencyConfig', { ...at('live'), ProvisionedConcurrentExecutions })
  await ask(5)
  await bench.say('roost:ReportProvisioned', report({}))
  assert.equal((await ask(5)).Status, 'READY')
  const more = await ask(8)
  assert.equal(more.Status, 'IN_PROGRESS')
  assert.equal(more.AvailableProvisionedConcurrentExecutions, 5)
})

test('a report on what is no longer wanted changes nothing', async () => {
  assert.deepEqual(await bench.say('roost:ReportProvisioned', report({})), { applied: false })
  await bench.say('PutProvisionedConcurrencyConfig', { ...at('live'), ...five })
  assert.deepEqual(await bench.say('roost:ReportProvisioned', report({ requested: 4 })), { applied: false })
  assert.equal((await bench.say('GetProvisionedConcurrencyConfig', at('live'))).Status, 'IN_PROGRESS')
})

test('an alias that points elsewhere keeps its setting and is provisioned anew', async () => {
  await bench.say('PutProvisionedConcurrencyConfig', { ...at('live'), ...five })
  await bench.say('roost:ReportProvisioned', report({}))
  bench.commit(restartProvisioning(bench.catalog, qualifiedKey(scope, 'f', 'live')))
  const moved = await bench.say('GetProvisionedConcurrencyConfig', at('live'))
  assert.equal(moved.Status, 'IN_PROGRESS')
  assert.equal(moved.RequestedProvisionedConcurrentExecutions, 5)
  assert.equal(moved.AvailableProvisionedConcurrentExecutions, 0)
  assert.deepEqual(restartProvisioning(bench.catalog, qualifiedKey(scope, 'f', 'draft')), [])
})

test('a deleted configuration is not found, and its deletion can be repeated', async () => {
  await bench.say('PutProvisionedConcurrencyConfig', { ...at('1'), ...five })
  for (let times = 0; times < 2; times++)
    assert.deepEqual(await bench.say('DeleteProvisionedConcurrencyConfig', at('1')), {})
  assert.deepEqual((await bench.say('GetProvisionedConcurrencyConfig', at('1'))).refused, none)
})

test('a version is provisioned by itself or by its alias, never both', async () => {
  await bench.say('PutProvisionedConcurrencyConfig', { ...at('1'), ...five })
  assert.deepEqual((await bench.say('PutProvisionedConcurrencyConfig', { ...at('live'), ...five })).refused, [
    'ResourceConflictException',
    "Alias can't be used for Provisioned Concurrency configuration on an already Provisioned version",
  ])
  await bench.say('DeleteProvisionedConcurrencyConfig', at('1'))
  await bench.say('PutProvisionedConcurrencyConfig', { ...at('live'), ...five })
  assert.deepEqual((await bench.say('PutProvisionedConcurrencyConfig', { ...at('1'), ...five })).refused, [
    'ResourceConflictException',
    'Version is pointed by a Provisioned Concurrency alias',
  ])
  assert.equal((await bench.say('PutProvisionedConcurrencyConfig', { ...at('2'), ...five })).Status, 'IN_PROGRESS')
})

const none = [
  'ProvisionedConcurrencyConfigNotFoundException',
  'No Provisioned Concurrency Config found for this function',
]
const unpublished = [
  'InvalidParameterValueException',
  'Provisioned Concurrency Configs cannot be applied to unpublished function versions.',
]
const neither = [
  'InvalidParameterValueException',
  'The function resource provided must be an alias or a published version.',
]
const noAlias = (name: string, alias: string) => [
  'ResourceNotFoundException',
  `Cannot find alias arn: ${arnOf(name, alias)}`,
]
const noVersion = (name: string, version?: string) => [
  'ResourceNotFoundException',
  `Function not found: ${arnOf(name, version)}`,
]
const refusals: [string, Parameters<Bench['say']>[0], object, unknown[]][] = [
  ['put on $LATEST', 'PutProvisionedConcurrencyConfig', { ...at('$LATEST'), ...five }, unpublished],
  ['put on an alias of $LATEST', 'PutProvisionedConcurrencyConfig', { ...at('draft'), ...five }, unpublished],
  ['put on a missing alias', 'PutProvisionedConcurrencyConfig', { ...at('x'), ...five }, noAlias('f', 'x')],
  ['put on a missing version', 'PutProvisionedConcurrencyConfig', { ...at('9'), ...five }, noVersion('f', '9')],
  [
    'put on an alias of a missing function',
    'PutProvisionedConcurrencyConfig',
    { ...at('x', 'g'), ...five },
    noAlias('g', 'x'),
  ],
  [
    'put on a version of a missing function',
    'PutProvisionedConcurrencyConfig',
    { ...at('1', 'g'), ...five },
    noVersion('g', '1'),
  ],
  ['get of $LATEST', 'GetProvisionedConcurrencyConfig', at('$LATEST'), neither],
  ['get of none', 'GetProvisionedConcurrencyConfig', at('1'), none],
  ['get of a missing alias', 'GetProvisionedConcurrencyConfig', at('x'), noAlias('f', 'x')],
  ['deletion of $LATEST', 'DeleteProvisionedConcurrencyConfig', at('$LATEST'), neither],
  ['list of a missing function', 'ListProvisionedConcurrencyConfigs', { FunctionName: 'g' }, noVersion('g')],
]
for (const [what, operation, input, refused] of refusals)
  test(`refused: ${what}`, async () => assert.deepEqual((await bench.say(operation, input)).refused, refused))

const put = async (Qualifier: string, ProvisionedConcurrentExecutions: number, FunctionName = 'f') =>
  (await bench.say('PutProvisionedConcurrencyConfig', { FunctionName, Qualifier, ProvisionedConcurrentExecutions }))
    .refused?.[1]

test('a hundred of the account stay free of provisioning', async () => {
  bench.commit([{ kind: 'account-settings', key: scopeKey(scope), value: { concurrentExecutions: 150 } }])
  const below =
    "Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [100]."
  assert.equal(await put('1', 51), below)
  assert.equal(await put('1', 50), undefined)
  assert.equal(await put('2', 1), below)
  assert.equal(
    await put('2', 101),
    "Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [100].",
  )
  assert.equal(await put('1', 40), undefined, 'a smaller number replaces the larger one')
})

test('a function with a reservation provisions out of it', async () => {
  bench.addFunction('r', { versions: 2, record: { reservedConcurrency: 10 } })
  const beyond =
    'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function'
  assert.equal(await put('1', 11, 'r'), beyond)
  assert.equal(await put('1', 6, 'r'), undefined)
  assert.equal(await put('2', 5, 'r'), beyond)
  assert.equal(await put('2', 4, 'r'), undefined)
  assert.ok(bench.catalog.get('provisioned-concurrency', qualifiedKey(scope, 'r', '2')))
})
