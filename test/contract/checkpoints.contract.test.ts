import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { openMemoryCheckpoints } from '../../src/engines/memory/checkpoints.ts'
import { openSqliteCheckpoints } from '../../src/engines/sqlite/checkpoints.io.ts'
import { FenceRefused } from '../../src/store/event-queues.ts'

const engines = { memory: openMemoryCheckpoints, sqlite: () => openSqliteCheckpoints(':memory:') }

for (const [engine, open] of Object.entries(engines))
  describe(`checkpoints in ${engine}`, () => {
    test('the last one counts, until its work is forgotten', () => {
      const checkpoints = open()
      assert.equal(checkpoints.get('m/s1'), undefined)
      checkpoints.put('m/s1', 1, { after: '5' })
      checkpoints.put('m/s1', 1, { after: '7' })
      checkpoints.put('m2/s1', 1, { end: true })
      assert.deepEqual(checkpoints.get('m/s1'), { after: '7' })
      checkpoints.forget('m/')
      assert.deepEqual([checkpoints.get('m/s1'), checkpoints.get('m2/s1')], [undefined, { end: true }])
      checkpoints.close()
    })

    test('an old owner moves nothing', () => {
      const checkpoints = open()
      checkpoints.put('m/s1', 2, { after: '5' })
      assert.throws(() => checkpoints.put('m/s1', 1, { after: '9' }), FenceRefused)
      assert.deepEqual(checkpoints.get('m/s1'), { after: '5' })
      checkpoints.close()
    })
  })
