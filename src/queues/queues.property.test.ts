import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { SeededRandom } from '../base/random.ts'
import { candidatesOf, openQueueFinder } from './queues.ts'

test('a key always has the same two queues, and they differ', () =>
  fc.assert(
    fc.property(fc.string(), fc.integer({ min: 2, max: 500 }), (key, queues) => {
      const [one, other] = candidatesOf(key, queues)
      assert.notEqual(one, other)
      for (const each of [one, other]) assert.ok(each >= 0 && each < queues)
      assert.deepEqual(candidatesOf(key, queues), [one, other])
    }),
  ))

for (const queues of [8, 16, 100])
  test(`of ${queues} queues, two keys share both as seldom as the arithmetic says`, () => {
    const random = new SeededRandom(queues)
    const [noisyOne, noisyOther] = candidatesOf('000000000000/noisy', queues)
    const keys = 200_000
    let both = 0
    for (let at = 0; at < keys; at++) {
      const pair = candidatesOf(`${random.hex(12)}/f${at}`, queues)
      if (pair.includes(noisyOne) && pair.includes(noisyOther)) both++
    }
    const expected = (keys * 2) / (queues * (queues - 1))
    // Five standard deviations of a binomial.
    assert.ok(Math.abs(both - expected) < 5 * Math.sqrt(expected), `${both} shared both, ${expected} expected`)
  })

test('while one key floods, all but those that share both its queues find one that stays shallow', () => {
  const finder = openQueueFinder({ shared: 16, expressMax: 0 })
  const depths = new Map<string, number>()
  const depthOf = (queue: string) => depths.get(queue) ?? 0
  const add = (key: string) => {
    const { queue } = finder.choose(key, depthOf)
    depths.set(queue, depthOf(queue) + 1)
    return queue
  }
  const flooded = new Set(Array.from({ length: 10_000 }, () => add('a/noisy')))
  assert.equal(flooded.size, 2)
  const calm = Array.from({ length: 1000 }, (_, at) => add(`a/calm-${at}`)).filter((queue) => !flooded.has(queue))
  assert.ok(calm.length > 970, `${calm.length} of 1000 keys found a queue without the flood`)
})

test('a key with a lane of its own uses no other, until it goes back', () => {
  const finder = openQueueFinder({ shared: 4, expressMax: 1 })
  const lane = finder.separate('a/noisy')!
  assert.deepEqual(
    finder.choose('a/noisy', () => 0),
    { queue: lane, why: 'express lane' },
  )
  assert.equal(finder.separate('a/other'), undefined)
  assert.equal(finder.queues.length, 5)
  assert.ok(finder.retire(lane))
  assert.equal(finder.choose('a/noisy', () => 0).why, 'shallower of two')
})
