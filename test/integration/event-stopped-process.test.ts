import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { openSqliteEventQueues } from '../../src/engines/sqlite/event-queues.io.ts'
import { openSqliteLeaseTable } from '../../src/engines/sqlite/lease-table.io.ts'
import { until } from '../e2e/harness/until.ts'

const events = 300
let directory: string
let children: ChildProcess[]

beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'roost-stopped-'))
  children = []
  const queues = openSqliteEventQueues(join(directory, 'events.sqlite'))
  await queues.append(
    Array.from({ length: events }, (_, at) => {
      const scope = { account: '111111111111', region: 'us-east-1', functionName: `f${at % 20}` }
      const head = JSON.stringify({ ...scope, requestId: `r-${at}` })
      return { queue: `shared-00${at % 4}`, id: `r-${at}`, head, payload: Buffer.from('{}'), acceptedAt: Date.now() }
    }),
  )
  queues.close()
})
afterEach(() => {
  for (const child of children) child.kill('SIGKILL')
  rmSync(directory, { recursive: true })
})

function startPoller(owner: string, leaseMs: number): ChildProcess {
  const words = ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'poller-process.ts'), directory]
  const child = spawn(process.execPath, [...words, owner, String(leaseMs)], { stdio: ['ignore', 'ignore', 'inherit'] })
  children.push(child)
  return child
}

/** What processes have written down: who, and what. */
function written(file: string): { by: string; what: string }[] {
  const path = join(directory, file)
  const lines = existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []
  return lines.map((line) => ({ by: line.slice(0, line.indexOf(' ')), what: line.slice(line.indexOf(' ') + 1) }))
}
const runsBy = (owner: string) => written('runs').filter(({ by }) => by === owner).length

/** Not in the middle of a commit: the file's own lock is no lease, and holds up everybody until that process goes on. */
async function stopBetweenCommits(child: ChildProcess): Promise<void> {
  using database = new DatabaseSync(join(directory, 'events.sqlite'))
  for (;;) {
    child.kill('SIGSTOP')
    try {
      database.exec('PRAGMA busy_timeout = 50; BEGIN IMMEDIATE; ROLLBACK')
      return
    } catch {
      child.kill('SIGCONT')
      await sleep(1)
    }
  }
}

function depth(): number {
  using database = new DatabaseSync(join(directory, 'events.sqlite'))
  return database.prepare('SELECT count(*) AS depth FROM events').get()!.depth as number
}

test('a poller that is stopped beyond its lease loses its queues to another, and does no harm when it is back', async (t) => {
  const one = startPoller('one', 600)
  await until('it has begun', () => runsBy('one') >= 40)
  await stopBetweenCommits(one)
  const begun = runsBy('one')
  const left = depth()
  startPoller('other', 600)
  await until('another goes on', () => runsBy('other') > 0)
  one.kill('SIGCONT')
  await until('all have run', () => depth() === 0)
  const all = written('runs')
  const lost = events - new Set(all.map(({ what }) => what)).size
  const duplicates = all.length - events + lost
  t.diagnostic(`${events} accepted, ${left} left when it was stopped, ${lost} lost, ${duplicates} run twice`)
  assert.equal(lost, 0)
  assert.ok(duplicates <= begun, 'only what was in flight runs twice')
  assert.deepEqual(written('complaints'), [])
})

test('a poller that takes itself for the owner still settles nothing once there is another', async (t) => {
  writeFileSync(join(directory, 'hold'), '')
  startPoller('one', 3_600_000)
  await until('it holds events', () => runsBy('one') >= 16)
  const leases = openSqliteLeaseTable(join(directory, 'leases.sqlite'))
  const queues = openSqliteEventQueues(join(directory, 'events.sqlite'))
  const now = Date.now() + 7_200_000
  for (const queue of ['shared-000', 'shared-001', 'shared-002', 'shared-003'])
    queues.claim(queue, leases.take(`queue/${queue}`, 'other', { now, ttlMs: 3_600_000 })!.fence)
  const begun = runsBy('one')
  rmSync(join(directory, 'hold'))
  const tried = () => written('settlements').filter(({ by }) => by === 'one')
  await until('it has tried to settle', () => tried().length >= 4)
  const kept = tried().filter(({ what }) => what === 'kept').length
  t.diagnostic(`${begun} begun, ${tried().length} settlements tried with an old fence, ${kept} kept`)
  assert.deepEqual([kept, depth()], [0, events])
  leases.close()
  queues.close()
})
