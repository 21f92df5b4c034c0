import assert from 'node:assert/strict'
import { test } from 'node:test'
import { arnOf, Bench } from '../bench-for-tests.ts'

const DurableExecutionArn = `${arnOf('f', '1')}/durable-execution/name/id`
const CallbackId = 'Y2FsbGJhY2s='

for (const operation of ['GetDurableExecution', 'GetDurableExecutionHistory', 'StopDurableExecution'] as const)
  test(`an execution that nobody started is not found by ${operation}`, async () => {
    const { refused } = await new Bench().say(operation, { DurableExecutionArn })
    assert.equal(refused?.[0], 'ResourceNotFoundException')
  })

for (const operation of ['CheckpointDurableExecution', 'GetDurableExecutionState'] as const)
  test(`a token that nobody gave out is refused by ${operation}`, async () => {
    const { refused } = await new Bench().say(operation, { DurableExecutionArn, CheckpointToken: 'dG9rZW4=' })
    assert.deepEqual(refused, ['InvalidParameterValueException', 'Invalid Checkpoint Token'])
  })

for (const outcome of ['Success', 'Failure', 'Heartbeat'] as const)
  test(`a callback that nobody waits for is not found when it tells of its ${outcome}`, async () => {
    const { refused } = await new Bench().say(`SendDurableExecutionCallback${outcome}`, { CallbackId })
    assert.equal(refused?.[0], 'ResourceNotFoundException')
  })

test('a function has no executions, and a missing function no list', async () => {
  const bench = new Bench()
  bench.addFunction('f')
  const list = (FunctionName: string) => bench.say('ListDurableExecutionsByFunction', { FunctionName })
  assert.deepEqual(await list('f'), { DurableExecutions: [] })
  assert.equal((await list('g')).refused?.[0], 'ResourceNotFoundException')
})
