import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../../../base/virtual-clock.ts'
import { Outbox } from './outbox.ts'

function open(more: Partial<{ maxItems: number; maxBytes: number; timeoutMs: number }> = {}) {
  const clock = new VirtualClock()
  const sent: string[][] = []
  const dropped: number[] = []
  let arrive: ((whether: boolean) => void)[] = []
  const outbox = new Outbox({
    clock,
    subscription: { maxItems: 3, maxBytes: 100, timeoutMs: 1000, ...more },
    send: (events) => {
      sent.push([...events])
      return new Promise((resolve) => arrive.push(resolve))
    },
    onDropped: ({ droppedRecords }) => void dropped.push(droppedRecords),
  })
  const arrived = async (whether = true) => {
    for (const resolve of arrive.splice(0)) resolve(whether)
    arrive = []
    await new Promise((resolve) => setImmediate(resolve))
  }
  return { clock, outbox, sent, dropped, arrived }
}

test('events wait for company, but not longer than was asked', async () => {
  const { clock, outbox, sent } = open()
  outbox.add('a')
  await clock.advance(999)
  assert.deepEqual(sent, [])
  await clock.advance(1)
  assert.deepEqual(sent, [['a']])
})

test('a batch goes when it has enough events or bytes', async () => {
  const { outbox, sent, arrived } = open()
  for (const event of ['a', 'b', 'c', 'd', 'e']) outbox.add(event)
  assert.deepEqual(sent, [['a', 'b', 'c']])
  outbox.add('x'.repeat(99))
  assert.equal(sent.length, 1, 'one at a time')
  await arrived()
  assert.deepEqual(sent[1], ['d', 'e'])
  outbox.add('yy')
  await arrived()
  assert.deepEqual(sent[2], ['x'.repeat(99)])
})

test('all that waits is sent before the end', async () => {
  const { outbox, sent, arrived } = open()
  outbox.add('a')
  const flushed = outbox.flush()
  await arrived()
  await flushed
  assert.deepEqual(sent, [['a']])
})

test('what could not be brought is told as lost once somebody listens again', async () => {
  const { outbox, dropped, arrived } = open()
  for (const event of ['a', 'b', 'c', 'd', 'e', 'f']) outbox.add(event)
  await arrived(false)
  assert.deepEqual(dropped, [])
  await arrived()
  assert.deepEqual(dropped, [3])
})

test('a listener that is too slow loses the newest, and hears how many', async () => {
  const { outbox, sent, dropped, arrived } = open({ maxItems: 1 })
  for (let event = 0; event < 20; event++) outbox.add(String(event))
  for (let time = 0; time < 12; time++) await arrived()
  assert.deepEqual(
    sent.flat(),
    Array.from({ length: 11 }, (_, event) => String(event)),
  )
  assert.deepEqual(dropped, [9])
})
