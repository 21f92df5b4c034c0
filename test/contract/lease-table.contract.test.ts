import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openMemoryLeaseTable } from '../../src/engines/memory/lease-table.ts'
import { openSqliteLeaseTable } from '../../src/engines/sqlite/lease-table.io.ts'

const engines = { memory: openMemoryLeaseTable, sqlite: () => openSqliteLeaseTable(':memory:') }

for (const [engine, open] of Object.entries(engines)) {
  describe(`leases in ${engine}`, () => {
    test('one owner at a time; the next one has a greater fence', () => {
      const table = open()
      const first = table.take('w', 'a', { now: 0, ttlMs: 10 })!
      assert.deepEqual(first, { work: 'w', owner: 'a', fence: 1, until: 10 })
      assert.equal(table.take('w', 'b', { now: 9, ttlMs: 10 }), undefined)
      assert.equal(table.take('w', 'b', { now: 10, ttlMs: 10 })?.fence, 2)
      assert.equal(table.renew(first, { now: 11, ttlMs: 10 }), undefined)
      table.close()
    })

    test('a renewed lease holds on, with its fence', () => {
      const table = open()
      const lease = table.take('w', 'a', { now: 0, ttlMs: 10 })!
      assert.deepEqual(table.renew(lease, { now: 5, ttlMs: 10 }), { ...lease, until: 15 })
      assert.equal(table.take('w', 'b', { now: 14, ttlMs: 10 }), undefined)
      table.close()
    })

    test('what is released is free at once, and renewed by nobody', () => {
      const table = open()
      const lease = table.take('w', 'a', { now: 0, ttlMs: 10 })!
      table.release(lease)
      assert.equal(table.renew(lease, { now: 1, ttlMs: 10 }), undefined)
      assert.equal(table.take('w', 'b', { now: 1, ttlMs: 10 })?.fence, 2)
      table.close()
    })

    test('a lease of a clock that went back by an hour holds nobody up', () => {
      const table = open()
      const hour = 3_600_000
      const before = table.take('w', 'a', { now: hour, ttlMs: 10 })!
      assert.equal(table.take('w', 'b', { now: 5, ttlMs: 10 })?.fence, 2)
      assert.equal(table.renew(before, { now: 6, ttlMs: 10 }), undefined)
      table.close()
    })

    test('an owner that comes back takes its own lease with a new fence', () => {
      const table = open()
      table.take('w', 'a', { now: 0, ttlMs: 10 })
      assert.equal(table.take('w', 'a', { now: 1, ttlMs: 10 })?.fence, 2)
      table.close()
    })
  })
}
