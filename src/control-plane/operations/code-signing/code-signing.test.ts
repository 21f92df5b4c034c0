import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { arnOf, Bench, type Said } from '../bench-for-tests.ts'

let bench: Bench
beforeEach(() => {
  bench = new Bench()
  bench.addFunction('f')
})

const AllowedPublishers = {
  SigningProfileVersionArns: ['arn:aws:signer:us-east-1:111111111111:/signing-profiles/p/v'],
}
async function create(more = {}): Promise<Said> {
  return (await bench.say('CreateCodeSigningConfig', { AllowedPublishers, ...more })).CodeSigningConfig as Said
}
const unknown = 'arn:aws:lambda:us-east-1:111111111111:code-signing-config:csc-00000000000000000'

test('a configuration warns unless it is told to enforce', async () => {
  const config = await create()
  assert.match(String(config.CodeSigningConfigArn), /:code-signing-config:csc-[a-z0-9]{17}$/)
  assert.equal(String(config.CodeSigningConfigArn).endsWith(`:${String(config.CodeSigningConfigId)}`), true)
  assert.equal(config.Description, '')
  assert.deepEqual(config.AllowedPublishers, AllowedPublishers)
  assert.deepEqual(config.CodeSigningPolicies, { UntrustedArtifactOnDeployment: 'Warn' })
  const { CodeSigningConfigArn } = config
  assert.deepEqual(await bench.say('GetCodeSigningConfig', { CodeSigningConfigArn }), { CodeSigningConfig: config })
})

test('an update keeps what it does not name', async () => {
  const { CodeSigningConfigArn } = await create({ Description: 'd' })
  const CodeSigningPolicies = { UntrustedArtifactOnDeployment: 'Enforce' }
  const { CodeSigningConfig } = await bench.say('UpdateCodeSigningConfig', {
    CodeSigningConfigArn,
    CodeSigningPolicies,
  })
  const updated = CodeSigningConfig as Said
  assert.equal(updated.Description, 'd')
  assert.deepEqual(updated.CodeSigningPolicies, CodeSigningPolicies)
})

test('a configuration is put on functions, listed with them, and taken off', async () => {
  const { CodeSigningConfigArn } = await create()
  const put = { CodeSigningConfigArn, FunctionName: 'f' }
  assert.deepEqual(await bench.say('GetFunctionCodeSigningConfig', { FunctionName: 'f' }), {})
  assert.deepEqual(await bench.say('PutFunctionCodeSigningConfig', put), put)
  assert.deepEqual(await bench.say('GetFunctionCodeSigningConfig', { FunctionName: arnOf('f') }), put)
  const list = () => bench.say('ListFunctionsByCodeSigningConfig', { CodeSigningConfigArn })
  assert.deepEqual(await list(), { FunctionArns: [arnOf('f')] })
  const used = await bench.say('DeleteCodeSigningConfig', { CodeSigningConfigArn })
  assert.equal(used.refused?.[0], 'ResourceConflictException')
  assert.deepEqual(await bench.say('DeleteFunctionCodeSigningConfig', { FunctionName: 'f' }), {})
  assert.deepEqual(await list(), { FunctionArns: [] })
  assert.deepEqual(await bench.say('DeleteCodeSigningConfig', { CodeSigningConfigArn }), {})
  assert.deepEqual(await bench.say('ListCodeSigningConfigs'), { CodeSigningConfigs: [] })
})

const csc = ['ResourceNotFoundException', `The Lambda code signing configuration ${unknown} can not be found.`]
const onFunction = [
  'CodeSigningConfigNotFoundException',
  `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${unknown}.`,
]
const noFunction = ['ResourceNotFoundException', `Function not found: ${arnOf('g')}`]
const missing = { CodeSigningConfigArn: unknown }
const refusals: [string, Parameters<Bench['say']>[0], object, unknown[]][] = [
  ['get', 'GetCodeSigningConfig', missing, csc],
  ['update', 'UpdateCodeSigningConfig', missing, csc],
  ['delete', 'DeleteCodeSigningConfig', missing, csc],
  ['list functions', 'ListFunctionsByCodeSigningConfig', missing, csc],
  ['put on a function', 'PutFunctionCodeSigningConfig', { ...missing, FunctionName: 'f' }, onFunction],
  ['put on a missing function', 'PutFunctionCodeSigningConfig', { ...missing, FunctionName: 'g' }, onFunction],
  ['get of a missing function', 'GetFunctionCodeSigningConfig', { FunctionName: 'g' }, noFunction],
  ['take off a missing function', 'DeleteFunctionCodeSigningConfig', { FunctionName: 'g' }, noFunction],
]
for (const [what, operation, input, refused] of refusals)
  test(`a configuration that is not there is refused: ${what}`, async () =>
    assert.deepEqual((await bench.say(operation, input)).refused, refused))

test('an existing configuration cannot be put on a missing function', async () => {
  const { CodeSigningConfigArn } = await create()
  const put = await bench.say('PutFunctionCodeSigningConfig', { CodeSigningConfigArn, FunctionName: 'g' })
  assert.deepEqual(put.refused, noFunction)
})
