import assert from 'node:assert/strict'
import { test } from 'node:test'
import { parseEgress } from './egress.ts'

test('the internet is open by default, closed by none, and open in part by networks', () => {
  for (const value of [undefined, 'internet', ' internet ']) assert.deepEqual(parseEgress(value), { egress: undefined })
  assert.deepEqual(parseEgress('none'), { egress: 'none' })
  assert.deepEqual(parseEgress('10.0.0.0/8  192.0.2.7'), { egress: ['10.0.0.0/8', '192.0.2.7'] })
})

test('what is no network is named', () => {
  for (const wrong of ['256.1.1.1', '10.0.0.0/33', '10.0.0.0/0', 'example.com', '10.0.0', '::1', ''])
    assert.deepEqual(parseEgress(`10.0.0.1 ${wrong}`.trimEnd()), wrong ? { wrong } : { egress: ['10.0.0.1'] })
  assert.deepEqual(parseEgress('none 10.0.0.1'), { wrong: 'none' })
})
