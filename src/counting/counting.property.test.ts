import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { AccountId, Region } from '../base/identity.ts'
import { VirtualClock } from '../base/virtual-clock.ts'
import { type Candidate, openCounting, type Ticket } from './counting.ts'

const account = '111111111111' as AccountId
const region = 'us-east-1' as Region
const limits = { concurrency: 12, setAside: 5 }
const allowances = { concurrency: () => limits.concurrency, setAside: () => limits.setAside }

/** Three functions: unreserved, unreserved with 2 provisioned, reserved 3 of which 1 provisioned. 2 + 3 are set aside. */
const functions: Omit<Candidate, 'mapping' | 'synchronous'>[] = [
  { account, region, functionName: 'plain' },
  { account, region, functionName: 'warm', provisioned: { key: 'warm:1', environments: 2 } },
  {
    account,
    region,
    functionName: 'reserved',
    reserved: 3,
    provisioned: { key: 'reserved:1', environments: 1 },
    provisionedOfFunction: 1,
  },
]

const step = fc.oneof(
  fc.record({
    admit: fc.nat(functions.length - 1),
    mapped: fc.boolean(),
    synchronous: fc.boolean(),
  }),
  fc.record({ release: fc.nat(30) }),
  fc.record({ waitMs: fc.nat(400_000) }),
)

test('whatever comes and goes: no limit is passed, and when all has gone nothing is left', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 200 }), async (steps) => {
      const clock = new VirtualClock()
      const counting = openCounting(clock, allowances)
      const held: Ticket[] = []
      for (const one of steps) {
        if ('waitMs' in one) await clock.advance(one.waitMs)
        else if ('release' in one) {
          const [ticket] = held.splice(one.release % Math.max(1, held.length), 1)
          if (ticket) counting.release(ticket)
        } else {
          const mapping = one.mapped ? { id: 'mapping', maximum: 2 } : undefined
          const admission = counting.admit({ ...functions[one.admit]!, synchronous: one.synchronous, mapping })
          if (admission.admitted) held.push(admission.ticket)
        }
        holds(held, counting.usage(account, region))
      }
      for (const ticket of held) counting.release(ticket)
      assert.deepEqual(counting.usage(account, region), { running: 0, unreservedRunning: 0, byFunction: new Map() })
    }),
  )
})

/** The limits, counted anew from the tickets that are out. */
function holds(held: readonly Ticket[], usage: { running: number; unreservedRunning: number }): void {
  const count = (which: (ticket: Ticket) => boolean) => held.filter(which).length
  const of = (name: string) => (ticket: Ticket) => ticket.candidate.functionName === name
  const unreserved = count((ticket) => !ticket.provisioned && ticket.candidate.reserved === undefined)
  assert.ok(unreserved <= limits.concurrency - limits.setAside)
  assert.ok(count((ticket) => of('warm')(ticket) && ticket.provisioned) <= 2)
  assert.ok(count((ticket) => of('reserved')(ticket) && ticket.provisioned) <= 1)
  assert.ok(count(of('reserved')) <= 3)
  assert.ok(count((ticket) => ticket.candidate.mapping !== undefined) <= 2)
  assert.equal(usage.running, held.length)
  assert.equal(usage.unreservedRunning, unreserved)
}

test('in whatever order the same tickets come back, the same room is there afterwards', () => {
  fc.assert(
    fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4, 5, 6]), (order) => {
      const counting = openCounting(new VirtualClock(), allowances)
      const plain = { ...functions[0]!, synchronous: false }
      const tickets = Array.from({ length: 7 }, () => {
        const admission = counting.admit(plain)
        assert.ok(admission.admitted)
        return admission.ticket
      })
      assert.equal(counting.admit(plain).admitted, false)
      for (const at of order) counting.release(tickets[at]!)
      let room = 0
      while (counting.admit(plain).admitted) room++
      assert.equal(room, order.length)
    }),
  )
})
