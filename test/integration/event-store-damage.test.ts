import assert from 'node:assert/strict'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { integerBelow, SeededRandom } from '../../src/base/random.ts'
import { openSqliteEventQueues } from '../../src/engines/sqlite/event-queues.io.ts'

const seed = process.env.ROOST_SEED ?? 'damage'
const random = new SeededRandom(seed)
const directory = mkdtempSync(join(tmpdir(), 'roost-damage-'))
after(() => rmSync(directory, { recursive: true }))
const pageBytes = 4096
const events = 120
const payloads = new Map<string, string>()
let files = 0

/** A file with events, as a process leaves it: closed, or killed with everything in the log. */
async function written(how: 'closed' | 'killed'): Promise<string> {
  const path = join(directory, `${++files}.sqlite`)
  const queues = openSqliteEventQueues(path, (error) => assert.fail(error))
  for (let at = 0; at < events; at += 6) {
    const ids = Array.from({ length: 6 }, (_, more) => `event-${at + more}`)
    for (const id of ids) if (!payloads.has(id)) payloads.set(id, JSON.stringify({ id, padding: random.hex(300) }))
    await queues.append(
      ids.map((id) => ({
        queue: 'q',
        id,
        head: `{"of":"${id}"}`,
        payload: Buffer.from(payloads.get(id)!),
        acceptedAt: 1,
      })),
    )
  }
  if (how === 'closed') {
    queues.close()
    return path
  }
  const killed = join(directory, `${++files}.sqlite`)
  for (const end of ['', '-wal']) copyFileSync(path + end, killed + end)
  queues.close()
  return killed
}

/** What can still be read, and what was said. Never anything but what was written. */
function opened(path: string): { ids: string[]; complaints: string[] } {
  const complaints: string[] = []
  const queues = openSqliteEventQueues(path, ({ message }) => complaints.push(message))
  const read = queues.ready('q', { after: 0, max: 1_000 })
  for (const { head, id, payload } of read) {
    assert.equal(Buffer.from(payload).toString(), payloads.get(id))
    assert.equal(head, `{"of":"${id}"}`)
  }
  assert.equal(queues.depth('q'), read.length)
  queues.close()
  return { ids: read.map(({ id }) => id), complaints }
}

function overwrite(path: string, at: number, bytes: Uint8Array): void {
  const all = readFileSync(path)
  all.set(bytes, at)
  writeFileSync(path, all)
}

const noise = (length: number) => Uint8Array.from({ length }, () => integerBelow(random, 256))

test(`whichever page is damaged, that is told, and the events of other pages are kept (seed ${seed})`, async (t) => {
  const sound = await written('closed')
  const pages = statSync(sound).size / pageBytes
  const kept: number[] = []
  for (let page = 0; page < pages; page++) {
    const path = join(directory, `page-${page}.sqlite`)
    copyFileSync(sound, path)
    overwrite(path, page * pageBytes, noise(pageBytes))
    const { complaints, ids } = opened(path)
    assert.ok(ids.length === events || complaints.length > 0, `page ${page}: ${ids.length} events, and nothing said`)
    kept.push(ids.length)
  }
  t.diagnostic(`of ${events} events, by damaged page: ${kept.join(' ')}`)
  const most = kept.filter((count) => count >= events - 20).length
  assert.ok(most >= pages - 4, 'all but the pages that lead to others cost no more than what was in them')
})

test('a file whose last page is torn off loses what was in it, and says so', async () => {
  const path = await written('closed')
  truncateSync(path, statSync(path).size - pageBytes / 2)
  const { complaints, ids } = opened(path)
  assert.match(complaints[0]!, /was damaged: \d+ events were kept/)
  assert.ok(ids.length >= events - 20, String(ids.length))
  assert.deepEqual(opened(path).complaints, [], 'once')
})

test('a flipped bit of an event is told; that event is put aside, and the others run', async () => {
  const path = await written('closed')
  const at = readFileSync(path).indexOf(payloads.get('event-50')!) + 40
  overwrite(path, at, Uint8Array.of(readFileSync(path)[at]! ^ 1))
  const { complaints, ids } = opened(path)
  assert.equal(ids.length, events - 1)
  assert.match(complaints[0]!, /event event-50 of queue q is damaged/)
})

test('wherever a log was torn off, what was committed before is there', async () => {
  const killed = await written('killed')
  const { size } = statSync(`${killed}-wal`)
  for (let round = 0; round < 25; round++) {
    const path = join(directory, `torn-${round}.sqlite`)
    for (const end of ['', '-wal']) copyFileSync(killed + end, path + end)
    truncateSync(`${path}-wal`, integerBelow(random, size))
    const { complaints, ids } = opened(path)
    assert.deepEqual(complaints, [], 'a torn end is what a crash leaves')
    assert.deepEqual(ids, [...payloads.keys()].slice(0, ids.length))
    assert.equal(ids.length % 6, 0, 'all of a commit or nothing')
  }
})

test('a damaged page in the middle of a log is told, and costs no later commit', async (t) => {
  const killed = await written('killed')
  const { size } = statSync(`${killed}-wal`)
  const kept: number[] = []
  for (let round = 0; round < 25; round++) {
    const path = join(directory, `hole-${round}.sqlite`)
    for (const end of ['', '-wal']) copyFileSync(killed + end, path + end)
    // Not in the last two commits: those may be what a crash has torn.
    overwrite(`${path}-wal`, 32 + integerBelow(random, Math.floor(size * 0.8)), noise(50))
    const { complaints, ids } = opened(path)
    assert.ok(ids.length === events || complaints.length > 0, `${ids.length} events, and nothing said`)
    kept.push(ids.length)
  }
  t.diagnostic(`of ${events} events: ${kept.join(' ')}`)
  assert.ok(kept.filter((count) => count >= events - 20).length >= 20)
})
