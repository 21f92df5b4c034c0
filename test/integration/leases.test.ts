import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../../src/base/virtual-clock.ts'
import { openMemoryLeaseTable } from '../../src/engines/memory/lease-table.ts'
import { LeaseKeeper } from '../../src/leases/leases.ts'

function keepers() {
  const clock = new VirtualClock()
  const table = openMemoryLeaseTable()
  const keeper = (owner: string) => new LeaseKeeper({ clock, table, owner, ttlMs: 9_000 })
  return { clock, one: keeper('one'), other: keeper('other') }
}
const steady = { progresses: () => true, onLost: () => assert.fail('it was lost') }

test('whoever gets on keeps its lease', async () => {
  const { clock, one, other } = keepers()
  const held = one.hold('q', steady)!
  await clock.advance(60_000)
  assert.equal(other.hold('q', steady), undefined)
  held.release()
  assert.equal(other.hold('q', steady)?.fence, held.fence + 1)
})

test('whoever does not get on loses it, is told, and another goes on with a greater fence', async () => {
  const { clock, one, other } = keepers()
  let lost = 0
  const held = one.hold('q', { progresses: () => false, onLost: () => lost++ })!
  await clock.advance(3_000)
  assert.equal(lost, 1)
  assert.equal(other.hold('q', steady), undefined)
  await clock.advance(6_000)
  assert.equal(other.hold('q', steady)?.fence, held.fence + 1)
})
