import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { openQueueFinder, RingScale } from './queues.ts'

const limits = { min: 4, max: 64 }
const minute = 60_000

test('whatever waits, there are no fewer shared queues than the least, no more than the most, and never all change at once', () =>
  fc.assert(
    fc.property(
      fc.array(fc.record({ ms: fc.nat(5 * minute), share: fc.double({ min: 0, max: 1, noNaN: true }) })),
      (steps) => {
        const scale = new RingScale(limits)
        let shared = limits.min
        let tick = 0
        for (const { ms, share } of steps) {
          const depths = Array.from({ length: shared }, (_, at) => (at < share * shared ? 1_000 : 3))
          const wanted = scale.wanted(depths, (tick += ms))
          assert.ok(wanted >= limits.min && wanted <= limits.max)
          assert.ok(
            wanted === shared || wanted === shared * 2 || wanted === Math.floor(shared / 2),
            `${shared} to ${wanted}`,
          )
          if (share > 0) assert.ok(wanted >= shared, 'no fewer while one of them is deep')
          shared = wanted
        }
      },
    ),
  ))

test('there are more while most are deep, and fewer only after they were calm for two minutes', () => {
  const scale = new RingScale(limits)
  const all = (depth: number, count: number) => Array.from({ length: count }, () => depth)
  assert.equal(scale.wanted(all(1_000, 4), 0), 8)
  assert.equal(scale.wanted([...all(1_000, 4), ...all(0, 4)], 1_000), 8)
  assert.equal(scale.wanted(all(0, 8), 2_000), 8)
  assert.equal(scale.wanted(all(0, 8), 2_000 + 2 * minute - 1), 8)
  assert.equal(scale.wanted(all(0, 8), 2_000 + 2 * minute), 4)
})

type Step = { do: 'append'; key: number } | { do: 'read' | 'retire' | 'crash' } | { do: 'resize'; to: number }
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant('append' as const), key: fc.nat(9) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constantFrom('read' as const, 'retire' as const) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('crash' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('resize' as const), to: fc.integer({ min: 2, max: 20 }) }) },
)

test('whatever is made, drained, given up and found again, each event lies in a queue that is read', () =>
  fc.assert(
    fc.property(fc.array(step, { maxLength: 200 }), (steps) => {
      const open = () => openQueueFinder({ shared: 4, expressMax: 2 })
      let finder = open()
      const depths = new Map<string, number>()
      const depthOf = (queue: string) => depths.get(queue) ?? 0
      const holding = () => [...depths].filter(([, depth]) => depth > 0).map(([queue]) => queue)
      const act = {
        append(key: number) {
          if (key > 7) finder.separate(`k${key}`)
          const { queue } = finder.choose(`k${key}`, depthOf)
          depths.set(queue, depthOf(queue) + 1)
        },
        read: () => finder.queues.slice(0, 3).forEach((queue) => depths.set(queue, Math.max(0, depthOf(queue) - 2))),
        retire: () => finder.queues.filter((queue) => depthOf(queue) === 0).forEach((queue) => finder.retire(queue)),
        crash() {
          finder = open()
          for (const queue of holding()) finder.remember(queue)
        },
      }
      for (const each of steps) {
        if (each.do === 'append') act.append(each.key)
        else if (each.do === 'resize') finder.resize(each.to)
        else act[each.do]()
        const read = new Set(finder.queues)
        assert.equal(read.size, finder.queues.length, 'each is read once')
        for (const queue of holding()) assert.ok(read.has(queue), `${queue} is read`)
      }
    }),
  ))
