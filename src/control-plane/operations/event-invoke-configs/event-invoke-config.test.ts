import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { arnOf, Bench } from '../bench-for-tests.ts'

let bench: Bench
beforeEach(() => {
  bench = new Bench()
  bench.addFunction('f', { versions: 1, aliases: { live: '1' } })
  bench.addFunction('other')
})

const f = { FunctionName: 'f' }
const queue = 'arn:aws:sqs:us-east-1:111111111111:q'
const missing = (qualifier: string) => [
  'ResourceNotFoundException',
  `The function ${arnOf('f', qualifier)} doesn't have an EventInvokeConfig`,
]

test('what was put is answered at once and later, with both destinations shown and unset limits left out', async () => {
  const put = await bench.say('PutFunctionEventInvokeConfig', { ...f, MaximumRetryAttempts: 0 })
  assert.deepEqual(put, {
    LastModified: bench.clock.now() / 1000,
    FunctionArn: arnOf('f', '$LATEST'),
    MaximumRetryAttempts: 0,
    DestinationConfig: { OnSuccess: {}, OnFailure: {} },
  })
  assert.deepEqual(await bench.say('GetFunctionEventInvokeConfig', f), put)
})

test('a second put forgets the first, an update keeps it', async () => {
  await bench.say('PutFunctionEventInvokeConfig', { ...f, MaximumRetryAttempts: 1 })
  await bench.say('UpdateFunctionEventInvokeConfig', { ...f, MaximumEventAgeInSeconds: 60 })
  const OnFailure = { Destination: queue }
  const updated = await bench.say('UpdateFunctionEventInvokeConfig', { ...f, DestinationConfig: { OnFailure } })
  assert.equal(updated.MaximumRetryAttempts, 1)
  assert.equal(updated.MaximumEventAgeInSeconds, 60)
  assert.deepEqual(updated.DestinationConfig, { OnSuccess: {}, OnFailure })
  const put = await bench.say('PutFunctionEventInvokeConfig', { ...f, MaximumEventAgeInSeconds: 90 })
  assert.equal('MaximumRetryAttempts' in put, false)
  assert.deepEqual(put.DestinationConfig, { OnSuccess: {}, OnFailure: {} })
})

test('another function is a destination', async () => {
  const OnSuccess = { Destination: arnOf('other') }
  const put = await bench.say('PutFunctionEventInvokeConfig', { ...f, DestinationConfig: { OnSuccess } })
  assert.deepEqual(put.DestinationConfig, { OnSuccess, OnFailure: {} })
})

test('an update with an empty destination takes it away', async () => {
  await bench.say('PutFunctionEventInvokeConfig', { ...f, DestinationConfig: { OnFailure: { Destination: queue } } })
  const DestinationConfig = { OnFailure: { Destination: '' } }
  const updated = await bench.say('UpdateFunctionEventInvokeConfig', { ...f, DestinationConfig })
  assert.deepEqual(updated.DestinationConfig, { OnSuccess: {}, OnFailure: {} })
})

test('versions and aliases have configurations of their own, listed in order of qualifiers', async () => {
  for (const Qualifier of ['live', '1', undefined])
    await bench.say('PutFunctionEventInvokeConfig', { ...f, Qualifier, MaximumRetryAttempts: 0 })
  const first = await bench.say('ListFunctionEventInvokeConfigs', { ...f, MaxItems: 2 })
  const arns = ({ FunctionEventInvokeConfigs: configs }: typeof first) =>
    (configs as { FunctionArn: string }[]).map(({ FunctionArn }) => FunctionArn)
  assert.deepEqual(arns(first), [arnOf('f', '$LATEST'), arnOf('f', '1')])
  const rest = await bench.say('ListFunctionEventInvokeConfigs', { ...f, MaxItems: 2, Marker: first.NextMarker })
  assert.deepEqual(arns(rest), [arnOf('f', 'live')])
  assert.equal('NextMarker' in rest, false)
})

test('a deleted configuration is gone', async () => {
  await bench.say('PutFunctionEventInvokeConfig', { ...f, MaximumRetryAttempts: 0 })
  assert.deepEqual(await bench.say('DeleteFunctionEventInvokeConfig', f), {})
  assert.deepEqual((await bench.say('GetFunctionEventInvokeConfig', f)).refused, missing('$LATEST'))
})

const elsewhere = arnOf('other').replace('us-east-1', 'eu-west-1')
const absent = ['ResourceNotFoundException', "The function doesn't exist."]
const refusals: [string, Parameters<Bench['say']>[0], object, unknown[]][] = [
  ['put on a missing function', 'PutFunctionEventInvokeConfig', { FunctionName: 'g', MaximumRetryAttempts: 0 }, absent],
  ['put on a missing alias', 'PutFunctionEventInvokeConfig', { ...f, Qualifier: 'x', MaximumRetryAttempts: 0 }, absent],
  [
    'put of nothing',
    'PutFunctionEventInvokeConfig',
    f,
    ['InvalidParameterValueException', 'You must specify at least one of error handling or destination setting.'],
  ],
  [
    'put of a missing function as a destination',
    'PutFunctionEventInvokeConfig',
    { ...f, DestinationConfig: { OnSuccess: { Destination: arnOf('g') } } },
    ['InvalidParameterValueException', `The destination ARN ${arnOf('g')} is invalid.`],
  ],
  [
    'put of the function itself as a destination',
    'PutFunctionEventInvokeConfig',
    { ...f, DestinationConfig: { OnSuccess: { Destination: arnOf('f') } } },
    ['InvalidParameterValueException', "You can't specify the function as a destination for itself."],
  ],
  [
    'put of a destination in another region',
    'PutFunctionEventInvokeConfig',
    { ...f, DestinationConfig: { OnFailure: { Destination: elsewhere } } },
    ['InvalidParameterValueException', `The destination ARN ${elsewhere} is invalid.`],
  ],
  ['get of none', 'GetFunctionEventInvokeConfig', { ...f, Qualifier: 'live' }, missing('live')],
  ['update of none', 'UpdateFunctionEventInvokeConfig', { ...f, MaximumRetryAttempts: 0 }, missing('$LATEST')],
  ['deletion of none', 'DeleteFunctionEventInvokeConfig', { ...f, Qualifier: '1' }, missing('1')],
  ['list of a missing function', 'ListFunctionEventInvokeConfigs', { FunctionName: 'g' }, absent],
]
for (const [what, operation, input, refused] of refusals)
  test(`refused: ${what}`, async () => assert.deepEqual((await bench.say(operation, input)).refused, refused))
