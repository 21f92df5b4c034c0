import assert from 'node:assert/strict'
import { test } from 'node:test'
import { members, shapes } from './constraints.generated.ts'
import { model } from './model.generated.ts'
import { validateInput } from './validate.ts'

const said = (operation: string, input: Record<string, unknown>) => validateInput(operation, input)?.message

test('what is within the constraints passes', () => {
  assert.equal(said('Invoke', { FunctionName: 'f', Qualifier: '$LATEST' }), undefined)
  assert.equal(
    said('TagResource', { Resource: 'arn:aws:lambda:us-east-1:000000000000:function:f', Tags: { a: 'b' } }),
    undefined,
  )
})

test('a missing member, a text too long and a value outside its range are told together', () => {
  const message = said('CreateFunction', {
    FunctionName: 'f',
    Role: 'arn:aws:iam::000000000000:role/r',
    Timeout: 0,
    Description: 'x'.repeat(257),
  })
  assert.match(message!, /^3 validation errors detected: Value /)
  assert.match(message!, /Value null at 'code' failed to satisfy constraint: Member must not be null/)
  assert.match(
    message!,
    /at 'description' failed to satisfy constraint: Member must have length less than or equal to 256/,
  )
  assert.match(
    message!,
    /Value '0' at 'timeout' failed to satisfy constraint: Member must have value greater than or equal to 1/,
  )
})

test('a function that is named as none can be', () => {
  assert.match(
    said('Invoke', { FunctionName: 'my-function!' })!,
    /^1 validation error detected: Value 'my-function!' at 'functionName' failed to satisfy constraint: Member must satisfy regular expression pattern: /,
  )
})

test('the weight of a version', () => {
  const input = {
    FunctionName: 'f',
    Name: 'a',
    FunctionVersion: '1',
    RoutingConfig: { AdditionalVersionWeights: { 2: -0.5 } },
  }
  assert.equal(
    said('CreateAlias', input),
    "1 validation error detected: Value '{2=-0.5}' at 'routingConfig.additionalVersionWeights' failed to satisfy constraint: Map value must satisfy constraint: [Member must have value less than or equal to 1.0, Member must have value greater than or equal to 0.0, Member must not be null]",
  )
})

test('every pattern compiles and every operation has its input described', () => {
  for (const { pattern } of Object.values(shapes)) if (pattern) new RegExp(pattern, pattern.includes('\\p{') ? 'u' : '')
  for (const [operation, { input }] of Object.entries(model.operations)) {
    assert.doesNotThrow(() => validateInput(operation, {}), operation)
    for (const name of Object.keys(model.structures[input] ?? {})) assert.ok(members[input]?.[name], `${input}.${name}`)
  }
})
