import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { CountedRates } from './event-rates.ts'

const accepted = (queue: string) => ({ hop: 'accepted', queue, why: '' }) as const
const settled = (queue: string) => ({ hop: 'settled', queue, outcome: 'Success' }) as const

test('what came and went in the last minute is counted by queue and by function', () => {
  let now = 1_700_000_000_000
  const rates = new CountedRates(() => now)
  for (const queue of ['one', 'one', 'two']) rates.hear('f', accepted(queue))
  rates.hear('g', settled('one'))
  rates.hear('g', { hop: 'ended', outcome: 'success' })
  assert.deepEqual(rates.queue('one'), { arrived: 2, completed: 1 })
  assert.deepEqual(rates.queue('two'), { arrived: 1, completed: 0 })
  assert.deepEqual(rates.queue('three'), { arrived: 0, completed: 0 })
  assert.deepEqual(
    [...rates.functions()],
    [
      ['f', { arrived: 3, completed: 0 }],
      ['g', { arrived: 0, completed: 1 }],
    ],
  )
  now += 60_000
  assert.equal(rates.functions().size, 0)
  assert.deepEqual(rates.queue('one'), { arrived: 0, completed: 0 })
})

test('whenever events come, all of the last 55 seconds are counted and none of more than a minute ago', () =>
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 0, max: 20_000 })), (pauses) => {
      let now = 1_700_000_000_000
      const rates = new CountedRates(() => now)
      const times: number[] = []
      for (const pause of pauses) {
        times.push((now += pause))
        rates.hear('f', accepted('q'))
        const { arrived } = rates.queue('q')
        assert.ok(arrived >= times.filter((at) => at > now - 55_000).length)
        assert.ok(arrived <= times.filter((at) => at > now - 60_000).length)
      }
    }),
  ))

test('functions are counted in bounded memory, new ones once old ones are quiet', () => {
  let now = 1_700_000_000_000
  const rates = new CountedRates(() => now)
  for (let n = 0; n < 10_001; n++) rates.hear(`f-${n}`, accepted('q'))
  assert.equal(rates.functions().size, 10_000)
  now += 60_000
  rates.hear('new', accepted('q'))
  assert.deepEqual([...rates.functions().keys()], ['new'])
})
