import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { isoInstant } from '../../../base/instant.ts'
import { arnOf, Bench } from '../bench-for-tests.ts'

let bench: Bench
beforeEach(() => {
  bench = new Bench()
  bench.addFunction('f', { versions: 1, aliases: { live: '1' } })
})

const f = { FunctionName: 'f' }
const open = { ...f, AuthType: 'NONE' }

test('a new URL says where it is and when it was made, and nothing that was not chosen', async () => {
  const url = await bench.say('CreateFunctionUrlConfig', open)
  const { FunctionUrl, ...rest } = url
  assert.match(String(FunctionUrl), /^http:\/\/[a-z0-9]{32}\.lambda-url\.us-east-1\.localhost:9001\/$/)
  const CreationTime = isoInstant(bench.clock.now()).replace('Z', '000Z')
  assert.deepEqual(rest, { FunctionArn: arnOf('f'), AuthType: 'NONE', CreationTime })
  assert.deepEqual(await bench.say('GetFunctionUrlConfig', f), {
    ...url,
    LastModifiedTime: CreationTime,
    InvokeMode: 'BUFFERED',
  })
})

test('an update keeps the address, the time of creation and what it does not name', async () => {
  const Cors = { AllowOrigins: ['*'] }
  const created = await bench.say('CreateFunctionUrlConfig', { ...open, Cors, InvokeMode: 'RESPONSE_STREAM' })
  await bench.clock.advance(1000)
  const updated = await bench.say('UpdateFunctionUrlConfig', { ...f, AuthType: 'AWS_IAM' })
  const { LastModifiedTime, ...rest } = updated
  assert.deepEqual(rest, { ...created, AuthType: 'AWS_IAM' })
  assert.ok(String(LastModifiedTime) > String(created.CreationTime))
})

test('empty rules for other origins take the rules away', async () => {
  await bench.say('CreateFunctionUrlConfig', { ...open, Cors: { AllowOrigins: ['*'] } })
  assert.equal('Cors' in (await bench.say('UpdateFunctionUrlConfig', { ...f, Cors: {} })), false)
})

test('a function and its alias have two URLs, listed together', async () => {
  const own = await bench.say('CreateFunctionUrlConfig', open)
  const alias = await bench.say('CreateFunctionUrlConfig', { ...open, Qualifier: 'live' })
  assert.equal(alias.FunctionArn, arnOf('f', 'live'))
  const { FunctionUrlConfigs } = await bench.say('ListFunctionUrlConfigs', f)
  const urls = (FunctionUrlConfigs as { FunctionUrl: string }[]).map(({ FunctionUrl }) => FunctionUrl)
  assert.deepEqual(urls, [own.FunctionUrl, alias.FunctionUrl])
})

test('a page of URLs ends at its size and goes on from its marker', async () => {
  await bench.say('CreateFunctionUrlConfig', open)
  await bench.say('CreateFunctionUrlConfig', { ...open, Qualifier: 'live' })
  const first = await bench.say('ListFunctionUrlConfigs', { ...f, MaxItems: 1 })
  const second = await bench.say('ListFunctionUrlConfigs', { ...f, MaxItems: 1, Marker: first.NextMarker })
  assert.equal((second.FunctionUrlConfigs as { FunctionArn: string }[])[0]?.FunctionArn, arnOf('f', 'live'))
})

test('a second URL of a function is a conflict', async () => {
  await bench.say('CreateFunctionUrlConfig', open)
  assert.deepEqual((await bench.say('CreateFunctionUrlConfig', open)).refused, [
    'ResourceConflictException',
    `Failed to create function url config for [functionArn = ${arnOf('f')}]. Error message:  FunctionUrlConfig exists for this Lambda function`,
  ])
})

test('a deleted URL is gone', async () => {
  await bench.say('CreateFunctionUrlConfig', open)
  assert.deepEqual(await bench.say('DeleteFunctionUrlConfig', f), {})
  assert.deepEqual((await bench.say('GetFunctionUrlConfig', f)).refused, nothing)
})

const nothing = ['ResourceNotFoundException', 'The resource you requested does not exist.']
const noFunction = ['ResourceNotFoundException', 'Function does not exist']
const refusals: [string, Parameters<Bench['say']>[0], object, unknown[]][] = [
  ['a URL for a missing function', 'CreateFunctionUrlConfig', { FunctionName: 'g', AuthType: 'NONE' }, noFunction],
  ['a URL for a missing alias', 'CreateFunctionUrlConfig', { ...open, Qualifier: 'x' }, noFunction],
  ['the list of a missing function', 'ListFunctionUrlConfigs', { FunctionName: 'g' }, noFunction],
  ['a URL that was not made', 'GetFunctionUrlConfig', f, nothing],
  ['the URL of a missing function', 'GetFunctionUrlConfig', { FunctionName: 'g' }, nothing],
  ['an update without a URL', 'UpdateFunctionUrlConfig', f, nothing],
  ['a deletion without a URL', 'DeleteFunctionUrlConfig', f, nothing],
]
for (const [what, operation, input, refused] of refusals)
  test(`refused: ${what}`, async () => assert.deepEqual((await bench.say(operation, input)).refused, refused))
