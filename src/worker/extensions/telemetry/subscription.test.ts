import assert from 'node:assert/strict'
import { test } from 'node:test'
import { readSubscription } from './subscription.ts'

const plain = {
  schemaVersion: '2022-12-13',
  types: ['platform', 'function'],
  destination: { protocol: 'HTTP', URI: 'http://sandbox.localdomain:8080/logs' },
}
const read = (more: object) => readSubscription(JSON.stringify({ ...plain, ...more }))
const wrongs = (more: object) => {
  const answer = read(more)
  return 'invalid' in answer ? answer.invalid : ''
}

test('what is not said is as Lambda has it', () => {
  assert.deepEqual(read({}), {
    api: 'telemetry',
    schemaVersion: '2022-12-13',
    types: ['platform', 'function'],
    maxItems: 10_000,
    maxBytes: 262_144,
    timeoutMs: 1000,
    destination: { protocol: 'HTTP', port: 8080, path: '/logs' },
  })
  const tcp = read({ destination: { protocol: 'TCP', port: 99 }, buffering: { maxItems: 1000, timeoutMs: 25 } })
  assert.deepEqual('invalid' in tcp || tcp.destination, { protocol: 'TCP', port: 99 })
  assert.deepEqual('invalid' in tcp || [tcp.maxItems, tcp.timeoutMs], [1000, 25])
})

test('all that is wrong is told at once', () => {
  const URI = 'http://sandbox.localdomain'
  assert.equal(
    wrongs({ types: [], destination: { protocol: 'HTTP', URI } }),
    'types should not be empty; URI port is not provided',
  )
})

test('telemetry leaves no sandbox', () => {
  for (const URI of [
    'http://169.254.169.254:80/',
    'http://sandbox.localdomain.evil.com:80',
    'http://x@sandbox:80',
    'https://sandbox:80',
    'http://sandbox:80\r\nX: y',
    7,
  ]) {
    assert.notEqual(wrongs({ destination: { protocol: 'HTTP', URI } }), '', String(URI))
  }
})

test('limits are kept, and nonsense is no subscription', () => {
  for (const more of [
    { schemaVersion: '1999-01-01' },
    { types: ['gossip'] },
    { types: 'platform' },
    { destination: null },
    { destination: { protocol: 'UDP', port: 1 } },
    { destination: { protocol: 'TCP', port: 70_000 } },
    { buffering: { maxItems: 999 } },
    { buffering: { maxBytes: 1 } },
    { buffering: { timeoutMs: 30_001 } },
    { buffering: { timeoutMs: '25' } },
  ]) {
    assert.notEqual(wrongs(more), '', JSON.stringify(more))
  }
  for (const body of ['', 'null', '[]', '"x"']) assert.ok('invalid' in readSubscription(body), body)
})
