import assert from 'node:assert/strict'
import { test } from 'node:test'
import { empty, text, utf8 } from '../../base/bytes.ts'
import { Refused, throttled } from '../../lambda/refusals.ts'
import { decodeInput, type RawInput } from './decode-input.ts'
import { encodeOutput } from './encode-output.ts'
import { encodeRefusal } from './encode-refusal.ts'

const raw = (more: Partial<RawInput>): RawInput => ({
  labels: {},
  query: new URLSearchParams(),
  headers: new Map(),
  body: empty,
  ...more,
})

test('members come from path, query, headers and body', () => {
  const body = utf8('{"no":"such member"}')
  const headers = new Map([['x-amz-log-type', 'Tail']])
  const input = decodeInput(
    'Invoke',
    raw({ labels: { FunctionName: 'f' }, query: new URLSearchParams('Qualifier=live'), headers, body }),
  )
  assert.deepEqual(input, { FunctionName: 'f', Qualifier: 'live', LogType: 'Tail', Payload: body })
  assert.equal(input.Payload, body, 'the very same bytes')
  assert.deepEqual(decodeInput('ListFunctions', raw({ query: new URLSearchParams('MaxItems=7') })), { MaxItems: 7 })
  assert.deepEqual(
    decodeInput('UntagResource', raw({ labels: { Resource: 'r' }, query: new URLSearchParams('tagKeys=a&tagKeys=b') })),
    {
      Resource: 'r',
      TagKeys: ['a', 'b'],
    },
  )
})

test('blobs become bytes, unknown members and nulls are left out, prototypes stay whole', () => {
  const body = utf8('{"FunctionName":"f","Code":{"ZipFile":"aGk=","x":1},"Handler":null,"__proto__":{"Role":"r"}}')
  assert.deepEqual(decodeInput('CreateFunction', raw({ body })), { FunctionName: 'f', Code: { ZipFile: utf8('hi') } })
})

test('what is no JSON, or of another type, is refused', () => {
  for (const body of [
    '{',
    '[]',
    '"x"',
    '{"FunctionName":1}',
    '{"Timeout":"3"}',
    '{"Layers":{}}',
    '{"Code":{"ZipFile":"*"}}',
  ])
    assert.throws(
      () => decodeInput('CreateFunction', raw({ body: utf8(body) })),
      (error) => error instanceof Refused && error.refusal.exception === 'SerializationException',
      body,
    )
})

test('outputs are written in the order of the model, and deletions without a body', () => {
  const { status, body } = encodeOutput('CreateAlias', { Name: 'a', AliasArn: 'arn', Unknown: 1 })
  assert.equal(status, 201)
  assert.equal(text(body), '{"AliasArn":"arn","Name":"a"}')
  assert.deepEqual(encodeOutput('DeleteFunction', {}), { status: 204, headers: {}, body: empty })
})

test('refusals carry their type, reason and spelling', () => {
  const { status, headers, body } = encodeRefusal(throttled('CallerRateLimitExceeded'), 'id')
  assert.equal(status, 429)
  assert.equal(headers['x-amzn-ErrorType'], 'TooManyRequestsException')
  assert.equal(headers['Retry-After'], '1')
  assert.deepEqual(JSON.parse(text(body)), {
    Type: 'User',
    Reason: 'CallerRateLimitExceeded',
    message: 'Rate Exceeded.',
  })
})
