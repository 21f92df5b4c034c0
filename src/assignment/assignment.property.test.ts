import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { empty } from '../base/bytes.ts'
import type { RequestId } from '../base/identity.ts'
import { integerBelow, SeededRandom } from '../base/random.ts'
import { VirtualClock } from '../base/virtual-clock.ts'
import { openPlacement } from '../placement/placement.ts'
import type { Work } from '../worker/worker.ts'
import { openAssignment } from './assignment.ts'
import { ToyWorker, toySpec } from './toy-worker.ts'

const specs = [
  toySpec('small'),
  toySpec('large', { memoryMb: 512 }),
  toySpec('medium', { memoryMb: 256 }),
  toySpec('provisioned', { initialization: 'provisioned-concurrency' }),
]

const step = fc.oneof(
  {
    weight: 8,
    arbitrary: fc.record({ call: fc.nat(specs.length - 1), runMs: fc.nat(60), patienceMs: fc.option(fc.nat(200)) }),
  },
  { weight: 4, arbitrary: fc.record({ waitMs: fc.nat(80) }) },
  { weight: 1, arbitrary: fc.record({ retire: fc.nat(specs.length - 1) }) },
  { weight: 1, arbitrary: fc.record({ kill: fc.nat(20) }) },
  { weight: 1, arbitrary: fc.record({ provision: fc.nat(3) }) },
)

const work = (requestId: string): Work => ({
  requestId: requestId as RequestId,
  invokedArn: '',
  payload: empty,
  traceId: '',
  tail: false,
})

test('whatever happens: every caller gets an answer, no environment runs two calls, and nothing is left behind', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 60 }), fc.nat(), fc.boolean(), async (steps, seed, roomy) => {
      const clock = new VirtualClock()
      const random = new SeededRandom(seed)
      // The toy itself fails when it is asked for two things at once, or for more than its memory.
      const worker = new ToyWorker(clock, roomy ? 100_000 : 1024)
      const complaints: unknown[] = []
      const assignment = openAssignment({
        clock,
        random,
        placement: openPlacement(clock, { here: worker }),
        startsMax: 1 + integerBelow(random, 4),
        waitersMax: roomy ? 100 : 20,
        patienceMs: 300,
        startPatienceMs: 2000,
        idleMs: 400,
        lifetimeMs: 1000,
        complain: (error) => complaints.push(error),
      })
      worker.outcome = () => ({ reusable: random.next() > 0.1 })
      worker.initFailure = () => (random.next() > 0.9 ? 'Error' : undefined)
      worker.refuse = () => (random.next() > 0.95 ? { exception: 'ServiceException', message: 'no' } : undefined)
      const open = new Set<number>()
      const calls: Promise<void>[] = []
      const call = async (
        number: number,
        { call: at, runMs, patienceMs }: { call: number; runMs: number; patienceMs: number | null },
      ) => {
        const patience = new AbortController()
        if (patienceMs !== null) clock.after(patienceMs, () => patience.abort(new Error('enough')))
        try {
          const assigned = await assignment.assign(specs[at]!, undefined, patience.signal)
          if (!assigned.assigned)
            return assert.ok(assigned.because !== 'full' || !roomy, 'there is room, and yet it is full')
          assert.equal(assigned.environment.spec.key, specs[at]!.key)
          const { environment } = assigned
          assert.ok(
            environment.phase === 'gone' || assignment.inventory().includes(environment),
            'what is being ended is not lent',
          )
          worker.runMs = () => runMs
          const outcome = await assigned.environment.invoke(work(String(number)))
          assignment.release(assigned.environment, outcome.reusable)
        } catch (error) {
          if (!String(error).includes('enough')) throw error
        } finally {
          open.delete(number)
        }
      }
      for (const [number, one] of steps.entries()) {
        worker.createMs = integerBelow(random, 40)
        worker.closeMs = integerBelow(random, 10)
        if ('call' in one) {
          open.add(number)
          calls.push(call(number, one))
        } else if ('waitMs' in one) await clock.advance(one.waitMs)
        else if ('retire' in one) assignment.retire((spec) => spec.key === specs[one.retire]!.key)
        else if ('kill' in one) worker.alive()[one.kill % Math.max(1, worker.alive().length)]?.die()
        else void assignment.provision(specs[3]!, one.provision)
      }
      await clock.advance(5000)
      await Promise.all(calls)
      assert.equal(open.size, 0, 'somebody waits for ever')
      void assignment.provision(specs[3]!, 0)
      await clock.advance(100)
      assert.deepEqual([assignment.inventory(), worker.alive()], [[], []], 'what is idle for long is ended')
      const closed = assignment.close()
      await clock.advance(1000)
      await closed
      assert.deepEqual([worker.alive().length, complaints], [0, []])
    }),
    { numRuns: 300 },
  )
})
