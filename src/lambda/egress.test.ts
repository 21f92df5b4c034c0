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

test('networks that say the same twice are told once, as a firewall refuses the second', () => {
  const given = '10.1.2.3/8 10.9.9.9/8 10.0.0.1 192.0.2.7 192.0.2.7/32 128.0.0.0/1 200.1.1.1'
  assert.deepEqual(parseEgress(given), { egress: ['128.0.0.0/1', '10.0.0.0/8'] })
  assert.deepEqual(parseEgress('255.255.255.255 0.0.0.1'), { egress: ['255.255.255.255', '0.0.0.1'] })
})

test('a byte that some programs read as octal is no number', () => {
  assert.deepEqual(parseEgress('010.0.0.1'), { wrong: '010.0.0.1' })
})
