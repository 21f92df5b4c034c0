import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { after, describe, test } from 'node:test'
import fc from 'fast-check'
import { utf8 } from '../../src/base/bytes.ts'
import { openMemoryEventQueues } from '../../src/engines/memory/event-queues.ts'
import { openSqliteEventQueues } from '../../src/engines/sqlite/event-queues.io.ts'
import { type EventQueues, FenceRefused } from '../../src/store/event-queues.ts'

const directory = mkdtempSync(join(tmpdir(), 'roost-events-'))
after(() => rmSync(directory, { recursive: true }))
let files = 0
const newPath = () => join(directory, `${++files}.sqlite`)

const engines = { memory: openMemoryEventQueues, sqlite: () => openSqliteEventQueues(newPath()) }
const event = (queue: string, id: string, acceptedAt = 1) => ({ queue, id, head: '{}', payload: utf8(id), acceptedAt })
const ids = (events: { id: string }[]) => events.map(({ id }) => id)
const all = { after: 0, max: 100 }

for (const [engine, open] of Object.entries(engines)) {
  describe(`event queues in ${engine}`, () => {
    async function withQueues(run: (queues: EventQueues) => Promise<void> | void): Promise<void> {
      const queues = open()
      await queues.append(['a', 'b', 'c', 'd'].map((id, at) => event('q', id, at + 1)))
      queues.claim('q', 1)
      await run(queues)
      queues.close()
    }

    test('what was appended is read in order, from anywhere, or newest first', () =>
      withQueues((queues) => {
        const [first, second] = queues.ready('q', { after: 0, max: 2 })
        assert.deepEqual(ids([first!, second!]), ['a', 'b'])
        assert.deepEqual([first!.attempts, first!.acceptedAt, first!.head], [0, 1, '{}'])
        assert.deepEqual(Buffer.from(first!.payload).toString(), 'a')
        assert.deepEqual(ids(queues.ready('q', { after: second!.position, max: 9 })), ['c', 'd'])
        assert.deepEqual(ids(queues.ready('q', { newest: true, max: 2 })), ['d', 'c'])
        const [newest] = queues.ready('q', { newest: true, max: 1 })
        assert.deepEqual(ids(queues.ready('q', { newest: true, before: newest!.position, max: 9 })), ['c', 'b', 'a'])
        const { position: after } = first!
        assert.deepEqual(ids(queues.ready('q', { newest: true, before: newest!.position, after, max: 9 })), ['c', 'b'])
        assert.deepEqual(queues.ready('other', all), [])
      }))

    test('a portion ends at its bytes, has one event at least, and passes over what is in memory', () =>
      withQueues(async (queues) => {
        await queues.append([event('q', 'a long one'), event('q', 'e')])
        const read = (want: { max: number; bytes?: number }, but: number[] = []) =>
          ids(queues.ready('q', { after: 0, ...want, but: new Set(but) }))
        assert.deepEqual(read({ max: 9, bytes: 2 }), ['a', 'b'])
        assert.deepEqual(read({ max: 9, bytes: 0 }), ['a'])
        assert.deepEqual(read({ max: 0 }), [])
        const all = queues.ready('q', { after: 0, max: 9 }).map(({ position }) => position)
        assert.deepEqual(read({ max: 2, bytes: 1 }, all.slice(0, 4)), ['a long one'])
        assert.deepEqual(read({ max: 9 }, all.slice(0, 5)), ['e'])
        queues.settle('q', 1, { retries: all.map((position) => ({ position, attempts: 1, dueAt: 7 })) })
        assert.deepEqual(ids(queues.due('q', { now: 7, max: 1, but: new Set(all.slice(0, 5)) })), ['e'])
      }))

    test('what is kept of an attempt comes back with the retry', () =>
      withQueues((queues) => {
        const [{ position }, other] = queues.ready('q', all) as [{ position: number }, object]
        assert.ok(!('last' in other))
        queues.settle('q', 1, { retries: [{ position, attempts: 1, dueAt: 7, last: utf8('no') }] })
        const [again] = queues.due('q', { now: 7, max: 1 })
        assert.equal(Buffer.from(again!.last!).toString(), 'no')
      }))

    test('what is settled is gone; a retry comes at its time, with its attempts', () =>
      withQueues((queues) => {
        const [a, b] = queues.ready('q', all)
        queues.settle('q', 1, { done: [a!.position], retries: [{ position: b!.position, attempts: 1, dueAt: 500 }] })
        assert.deepEqual(ids(queues.ready('q', all)), ['c', 'd'])
        assert.equal(queues.nextDueAt('q', 499), 500)
        assert.equal(queues.nextDueAt('q', 500), undefined)
        assert.deepEqual(queues.due('q', { now: 499, max: 9 }), [])
        const [again] = queues.due('q', { now: 500, max: 9 })
        assert.deepEqual([again!.id, again!.attempts, again!.position], ['b', 1, b!.position])
        assert.deepEqual(queues.views(), [{ queue: 'q', depth: 3, delayed: 1, oldestAcceptedAt: 3 }])
      }))

    test('retries that were put off before the clock went back come no later than they may', () =>
      withQueues((queues) => {
        const [a, b] = queues.ready('q', all)
        const retries = [
          { position: a!.position, attempts: 1, dueAt: 50 },
          { position: b!.position, attempts: 1, dueAt: 3_600_000 },
        ]
        queues.settle('q', 1, { retries })
        queues.hasten('q', 1, 120)
        assert.deepEqual(ids(queues.due('q', { now: 119, max: 9 })), ['a'])
        assert.deepEqual(ids(queues.due('q', { now: 120, max: 9 })), ['a', 'b'])
        queues.claim('q', 2)
        assert.throws(() => queues.hasten('q', 1, 60), FenceRefused)
      }))

    test('what is moved is ready in the other queue, and no longer here', () =>
      withQueues((queues) => {
        const [a, b] = queues.ready('q', all)
        queues.settle('q', 1, { moves: { positions: [a!.position, b!.position], to: 'x' } })
        assert.deepEqual(
          [ids(queues.ready('q', all)), ids(queues.ready('x', all))],
          [
            ['c', 'd'],
            ['a', 'b'],
          ],
        )
        assert.deepEqual([queues.depth('q'), queues.depth('x')], [2, 2])
      }))

    test('an old owner settles nothing', () =>
      withQueues((queues) => {
        const [a] = queues.ready('q', all)
        queues.claim('q', 2)
        assert.throws(() => queues.settle('q', 1, { done: [a!.position] }), FenceRefused)
        assert.throws(() => queues.claim('q', 1), FenceRefused)
        assert.equal(queues.depth('q'), 4)
        queues.settle('q', 2, { done: [a!.position] })
        assert.equal(queues.depth('q'), 3)
      }))

    test('whatever is appended and settled, depth is what can be read', () =>
      fc.assert(
        fc.asyncProperty(fc.array(fc.record({ add: fc.nat(3), done: fc.nat(3), retry: fc.nat(2) })), async (steps) => {
          const queues = open()
          queues.claim('q', 1)
          for (const { add, done, retry } of steps) {
            await queues.append(Array.from({ length: add }, (_, at) => event('q', `${at}`)))
            const read = queues.ready('q', all)
            queues.settle('q', 1, {
              done: read.slice(0, done).map(({ position }) => position),
              retries: read.slice(done, done + retry).map(({ position }) => ({ position, attempts: 1, dueAt: 5 })),
            })
            const due = queues.due('q', { now: 5, max: 1000 })
            assert.equal(queues.depth('q'), queues.ready('q', { after: 0, max: 1000 }).length + due.length)
          }
          queues.close()
        }),
        { numRuns: engine === 'memory' ? 50 : 10 },
      ))
  })
}

test('a file of an older Roost is taken as it is', async () => {
  const path = newPath()
  const old = new DatabaseSync(path)
  old.exec(
    `CREATE TABLE events (position INTEGER PRIMARY KEY AUTOINCREMENT, queue TEXT NOT NULL, due INTEGER NOT NULL, id TEXT NOT NULL,
     attempts INTEGER NOT NULL, accepted INTEGER NOT NULL, head TEXT NOT NULL, payload BLOB NOT NULL) STRICT;
     INSERT INTO events (queue, due, id, attempts, accepted, head, payload) VALUES ('q', 0, 'old', 0, 1, '{}', x'31')`,
  )
  old.close()
  const queues = openSqliteEventQueues(path)
  await queues.append([event('q', 'new')])
  assert.deepEqual(ids(queues.ready('q', all)), ['old', 'new'])
  queues.close()
})

test('what was acknowledged is there after the file is opened anew', async () => {
  const path = newPath()
  const queues = openSqliteEventQueues(path)
  await Promise.all(['a', 'b'].map((id) => queues.append([event('q', id)])))
  queues.claim('q', 7)
  queues.close()
  const again = openSqliteEventQueues(path)
  assert.deepEqual(ids(again.ready('q', all)), ['a', 'b'])
  assert.equal(again.depth('q'), 2)
  assert.throws(() => again.claim('q', 6), FenceRefused)
  again.close()
})
