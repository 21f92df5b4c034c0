import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { arnOf, Bench } from '../bench-for-tests.ts'

let bench: Bench
beforeEach(() => {
  bench = new Bench()
  const CapacityProviderArn = 'arn:aws:lambda:us-east-1:111111111111:capacity-provider:p'
  const CapacityProviderConfig = { LambdaManagedInstancesCapacityProviderConfig: { CapacityProviderArn } }
  bench.addFunction('managed', { versions: 1, configuration: { CapacityProviderConfig } })
  bench.addFunction('plain', { versions: 1 })
})

const named = (FunctionName: string, Qualifier = '1') => ({ FunctionName, Qualifier })

test('what was put applies to its version', async () => {
  assert.deepEqual(await bench.say('GetFunctionScalingConfig', named('managed')), {
    FunctionArn: arnOf('managed', '1'),
  })
  const FunctionScalingConfig = { MinExecutionEnvironments: 1, MaxExecutionEnvironments: 2 }
  const put = await bench.say('PutFunctionScalingConfig', { ...named('managed'), FunctionScalingConfig })
  assert.deepEqual(put, { FunctionState: 'Active' })
  assert.deepEqual(await bench.say('GetFunctionScalingConfig', named('managed')), {
    FunctionArn: arnOf('managed', '1'),
    AppliedFunctionScalingConfig: FunctionScalingConfig,
    RequestedFunctionScalingConfig: FunctionScalingConfig,
  })
})

test('only versions that are there, and that run on a capacity provider, have one', async () => {
  const refusal = async (input: object) => (await bench.say('PutFunctionScalingConfig', input)).refused
  assert.deepEqual(await refusal(named('managed', '2')), [
    'ResourceNotFoundException',
    `Function not found: ${arnOf('managed', '2')}`,
  ])
  assert.equal((await refusal(named('plain')))?.[0], 'InvalidParameterValueException')
  const FunctionScalingConfig = { MinExecutionEnvironments: 3, MaxExecutionEnvironments: 2 }
  assert.equal((await refusal({ ...named('managed'), FunctionScalingConfig }))?.[0], 'InvalidParameterValueException')
})
