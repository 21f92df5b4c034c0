import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { lambdaInstant } from '../../../base/instant.ts'
import { changeMs } from '../../lifecycle/changes-under-way.ts'
import { arnOf, Bench, type Said } from '../bench-for-tests.ts'

let bench: Bench
beforeEach(() => {
  bench = new Bench()
})

const CapacityProviderName = 'p'
const arn = 'arn:aws:lambda:us-east-1:111111111111:capacity-provider:p'
const least = {
  CapacityProviderName,
  VpcConfig: { SubnetIds: ['subnet-1'], SecurityGroupIds: ['sg-1'] },
  PermissionsConfig: { CapacityProviderOperatorRoleArn: 'arn:aws:iam::111111111111:role/r' },
}
const named = { CapacityProviderName }
const provider = ({ CapacityProvider }: Said) => CapacityProvider as Said
const get = async () => provider(await bench.say('GetCapacityProvider', named))
const atRest = () => bench.clock.advance(changeMs)

test('a provider is pending, then active, and scales by itself', async () => {
  const created = provider(await bench.say('CreateCapacityProvider', least))
  const { CapacityProviderName: _, ...asked } = least
  assert.deepEqual(created, {
    ...asked,
    CapacityProviderArn: arn,
    State: 'Pending',
    CapacityProviderScalingConfig: { MaxVCpuCount: 400, ScalingMode: 'Auto' },
    LastModified: lambdaInstant(bench.clock.now()),
  })
  await atRest()
  assert.deepEqual(await get(), { ...created, State: 'Active' })
})

test('an update keeps what it does not name', async () => {
  await bench.say('CreateCapacityProvider', least)
  await atRest()
  const update = { ...named, CapacityProviderScalingConfig: { MaxVCpuCount: 8 } }
  const updated = provider(await bench.say('UpdateCapacityProvider', update))
  assert.deepEqual(updated.CapacityProviderScalingConfig, { MaxVCpuCount: 8, ScalingMode: 'Auto' })
  await atRest()
  assert.equal((await get()).State, 'Active')
})

test('a deleted provider is gone after a while', async () => {
  await bench.say('CreateCapacityProvider', least)
  await atRest()
  assert.equal(provider(await bench.say('DeleteCapacityProvider', named)).State, 'Deleting')
  await atRest()
  assert.deepEqual((await bench.say('GetCapacityProvider', named)).refused, unknown)
})

test('a provider that versions run on lists them and stays', async () => {
  await bench.say('CreateCapacityProvider', least)
  await atRest()
  const LambdaManagedInstancesCapacityProviderConfig = { CapacityProviderArn: arn }
  bench.addFunction('f', {
    configuration: { CapacityProviderConfig: { LambdaManagedInstancesCapacityProviderConfig } },
  })
  assert.deepEqual(await bench.say('ListFunctionVersionsByCapacityProvider', { CapacityProviderName: arn }), {
    CapacityProviderArn: arn,
    FunctionVersions: [{ FunctionArn: arnOf('f', '$LATEST'), State: 'Active' }],
  })
  assert.equal((await bench.say('DeleteCapacityProvider', named)).refused?.[0], 'ResourceConflictException')
})

test('providers are listed by state', async () => {
  await bench.say('CreateCapacityProvider', least)
  await atRest()
  await bench.say('CreateCapacityProvider', { ...least, CapacityProviderName: 'q' })
  const names = async (State?: string) =>
    ((await bench.say('ListCapacityProviders', { State })).CapacityProviders as Said[]).map(({ CapacityProviderArn }) =>
      String(CapacityProviderArn).at(-1),
    )
  assert.deepEqual(await names(), ['p', 'q'])
  assert.deepEqual(await names('Active'), ['p'])
})

test('a change that is under way excludes another', async () => {
  await bench.say('CreateCapacityProvider', least)
  for (const operation of ['UpdateCapacityProvider', 'DeleteCapacityProvider', 'CreateCapacityProvider'] as const)
    assert.equal((await bench.say(operation, least)).refused?.[0], 'ResourceConflictException')
})

const unknown = ['ResourceNotFoundException', `Capacity provider not found: ${arn}`]
const unknownTo = ['Get', 'Update', 'Delete'] as const
for (const verb of unknownTo)
  test(`a provider that is not there is unknown to ${verb}`, async () =>
    assert.deepEqual((await bench.say(`${verb}CapacityProvider`, named)).refused, unknown))

const contradictions: Record<string, object> = {
  'allowed and excluded instance types': {
    InstanceRequirements: { AllowedInstanceTypes: ['m7.large'], ExcludedInstanceTypes: ['c7.large'] },
  },
  'policies without manual scaling': {
    CapacityProviderScalingConfig: {
      ScalingPolicies: [{ PredefinedMetricType: 'LambdaCapacityProviderAverageCPUUtilization', TargetValue: 50 }],
    },
  },
  'manual scaling without policies': { CapacityProviderScalingConfig: { ScalingMode: 'Manual' } },
  'explicit tags that are not to be propagated': { PropagateTags: { Mode: 'None', ExplicitTags: { a: 'b' } } },
}
for (const [what, more] of Object.entries(contradictions))
  test(`refused: ${what}`, async () => {
    const created = await bench.say('CreateCapacityProvider', { ...least, ...more })
    assert.equal(created.refused?.[0], 'InvalidParameterValueException')
  })
