import type { DatabaseSync, StatementSync } from 'node:sqlite'
import { systemClock } from '../../base/clock.io.ts'
import {
  type EventQueues,
  FenceRefused,
  type NewEvent,
  type Portion,
  type QueuedEvent,
  type QueueView,
  type Settlement,
  type Stretch,
} from '../../store/event-queues.ts'
import { openEventTables } from './event-tables.io.ts'
import { mendWal } from './mend-wal.io.ts'
import { isSound, isWhole, salvageEvents, sumOf } from './salvage-events.io.ts'

const columns = 'position, id, attempts, accepted AS acceptedAt, head, payload, last, sum'

type EventRow = Omit<QueuedEvent, 'last'> & { last: Uint8Array | null; sum: number | null }

interface Waiting {
  events: readonly NewEvent[]
  resolve: () => void
  reject: (error: unknown) => void
}

/**
 * One process at a time writes a file; `path` may be `:memory:`. What is damaged is told, and kept aside: a file, of which
 * the sound part is taken over, or an event.
 */
export function openSqliteEventQueues(path: string, complain: (error: Error) => void = () => {}): EventQueues {
  const now = systemClock.now()
  const mended = mendWal(path, now)
  if (mended)
    complain(
      new Error(
        `the log of ${path} was damaged: ${mended.frames} pages of it are gone, ${mended.commits} commits behind them are kept; it was ${mended.aside}`,
      ),
    )
  if (!isSound(path)) {
    const { aside, kept, lost } = salvageEvents(path, now)
    complain(new Error(`${path} was damaged: ${kept} events were kept, ${lost} could not be read; it is ${aside} now`))
  }
  return new SqliteEventQueues(openEventTables(path), complain)
}

class SqliteEventQueues implements EventQueues {
  readonly #database: DatabaseSync
  readonly #complain: (error: Error) => void
  readonly #statements: ReturnType<typeof prepare>
  readonly #depths = new Map<string, number>()
  #commits: 'durable' | 'kept' = 'durable'
  /** What this turn of the event loop appends: one commit for all. */
  #waiting: Waiting[] = []

  constructor(database: DatabaseSync, complain: (error: Error) => void) {
    this.#database = database
    this.#complain = complain
    this.#statements = prepare(database)
    for (const { queue, depth } of this.#statements.depths.all()) this.#depths.set(queue as string, depth as number)
  }

  append(events: readonly NewEvent[]): Promise<void> {
    return new Promise((resolve, reject) => {
      if (this.#waiting.length === 0) setImmediate(() => this.#appendWaiting())
      this.#waiting.push({ events, resolve, reject })
    })
  }

  claim(queue: string, fence: number): void {
    this.#checkFence(queue, fence)
    this.#statements.claim.run(queue, fence)
  }

  ready(queue: string, want: Stretch & Portion): QueuedEvent[] {
    const { newest, oldest } = this.#statements
    const { after = 0 } = want
    if ('newest' in want) return this.#read(newest.iterate(queue, after, want.before ?? Number.MAX_SAFE_INTEGER), want)
    return this.#read(oldest.iterate(queue, after), want)
  }

  due(queue: string, { now, ...portion }: { now: number } & Portion): QueuedEvent[] {
    return this.#read(this.#statements.due.iterate(queue, now), portion)
  }

  nextDueAt(queue: string, now: number): number | undefined {
    return this.#statements.nextDue.get(queue, Math.max(0, now))?.due as number | undefined
  }

  hasten(queue: string, fence: number, latest: number): void {
    const { hasten, lastDue } = this.#statements
    if (((lastDue.get(queue)?.due as number | null) ?? 0) <= latest) return
    this.#transaction('kept', () => {
      this.#checkFence(queue, fence)
      hasten.run(latest, queue, latest)
      return () => {}
    })
  }

  settle(queue: string, fence: number, { done = [], retries = [], moves }: Settlement): void {
    const { move, remove, retry } = this.#statements
    this.#transaction('kept', () => {
      this.#checkFence(queue, fence)
      let gone = 0
      let moved = 0
      for (const position of done) gone += Number(remove.run(position, queue).changes)
      for (const { position, attempts, dueAt, last } of retries)
        retry.run(attempts, Math.max(1, dueAt), last ?? null, position, queue)
      for (const position of moves?.positions ?? []) moved += Number(move.run(moves!.to, position, queue).changes)
      return () => {
        this.#count(queue, -gone - moved)
        if (moves) this.#count(moves.to, moved)
      }
    })
  }

  views(): QueueView[] {
    return [...this.#depths.keys()].sort().map((queue) => ({ queue, depth: this.depth(queue), ...this.#agesOf(queue) }))
  }

  depth(queue: string): number {
    return this.#depths.get(queue) ?? 0
  }

  close(): void {
    this.#appendWaiting()
    this.#database.close()
  }

  /** Walks over positions, which the index has; only what is wanted is read. */
  #read(positions: Iterable<object>, { max, bytes = Number.POSITIVE_INFINITY, but }: Portion): QueuedEvent[] {
    const events: QueuedEvent[] = []
    const damaged: number[] = []
    let room = bytes
    if (max <= 0) return events
    for (const { position } of positions as Iterable<{ position: number }>) {
      if (but?.has(position)) continue
      const { last, sum, ...event } = this.#statements.event.get(position) as unknown as EventRow
      if (!isWhole({ ...event, sum })) {
        damaged.push(position)
        continue
      }
      events.push(last ? { ...event, last } : event)
      room -= event.payload.length
      if (events.length >= max || room <= 0) break
    }
    for (const position of damaged) this.#putAside(position)
    return events
  }

  #putAside(position: number): void {
    const { putAside, putAsideFrom } = this.#statements
    const { id, queue } = putAsideFrom.get(position) as { id: string; queue: string }
    this.#transaction('kept', () => {
      putAside.run(position)
      this.#statements.remove.run(position, queue)
      return () => this.#count(queue, -1)
    })
    this.#complain(new Error(`event ${id} of queue ${queue} is damaged: it is in the table "damaged" now`))
  }

  #agesOf(queue: string): Pick<QueueView, 'delayed' | 'oldestAcceptedAt'> {
    const { delayed, oldestOf } = this.#statements
    const oldest = oldestOf.get(queue)?.accepted as number | undefined
    return {
      delayed: delayed.get(queue)!.delayed as number,
      ...(oldest !== undefined && { oldestAcceptedAt: oldest }),
    }
  }

  #appendWaiting(): void {
    const waiting = this.#waiting
    if (waiting.length === 0) return
    this.#waiting = []
    try {
      this.#transaction('durable', () => {
        const counts = new Map<string, number>()
        for (const { events } of waiting) for (const event of events) this.#insert(event, counts)
        return () => counts.forEach((count, queue) => this.#count(queue, count))
      })
      for (const { resolve } of waiting) resolve()
    } catch (error) {
      for (const { reject } of waiting) reject(error)
    }
  }

  #insert({ queue, id, head, payload, acceptedAt }: NewEvent, counts: Map<string, number>): void {
    this.#statements.insert.run(queue, id, Math.floor(acceptedAt), head, payload, sumOf(head, payload))
    counts.set(queue, (counts.get(queue) ?? 0) + 1)
  }

  /**
   * The work tells what to do once it is committed. Durable: on disk when this returns, with all that was kept before.
   * Kept: it survives the process; a power cut may take it back, and then what was done is done again.
   */
  #transaction(how: 'durable' | 'kept', work: () => () => void): void {
    if (how !== this.#commits) this.#database.exec(`PRAGMA synchronous = ${how === 'durable' ? 'FULL' : 'NORMAL'}`)
    this.#commits = how
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      const committed = work()
      this.#database.exec('COMMIT')
      committed()
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
      throw error
    }
  }

  #count(queue: string, change: number): void {
    const depth = this.depth(queue) + change
    if (depth > 0) this.#depths.set(queue, depth)
    else this.#depths.delete(queue)
  }

  #checkFence(queue: string, fence: number): void {
    const claimed = (this.#statements.fence.get(queue)?.fence as number | undefined) ?? 0
    if (fence < claimed) throw new FenceRefused(`queue ${queue} has another owner`)
  }
}

function prepare(database: DatabaseSync) {
  const statement = (sql: string): StatementSync => database.prepare(sql)
  return {
    insert: statement(
      'INSERT INTO events (queue, due, id, attempts, accepted, head, payload, sum) VALUES (?, 0, ?, 0, ?, ?, ?, ?)',
    ),
    event: statement(`SELECT ${columns} FROM events WHERE position = ?`),
    oldest: statement('SELECT position FROM events WHERE queue = ? AND due = 0 AND position > ? ORDER BY position'),
    newest: statement(
      'SELECT position FROM events WHERE queue = ? AND due = 0 AND position > ? AND position < ? ORDER BY position DESC',
    ),
    due: statement('SELECT position FROM events WHERE queue = ? AND due > 0 AND due <= ? ORDER BY due'),
    nextDue: statement('SELECT due FROM events WHERE queue = ? AND due > ? ORDER BY due LIMIT 1'),
    lastDue: statement('SELECT max(due) AS due FROM events WHERE queue = ?'),
    hasten: statement('UPDATE events SET due = ? WHERE queue = ? AND due > ?'),
    putAsideFrom: statement('SELECT id, queue FROM events WHERE position = ?'),
    putAside: statement(
      `INSERT OR REPLACE INTO damaged (position, queue, id, accepted, head, payload)
       SELECT position, queue, id, accepted, head, payload FROM events WHERE position = ?`,
    ),
    remove: statement('DELETE FROM events WHERE position = ? AND queue = ?'),
    retry: statement('UPDATE events SET attempts = ?, due = ?, last = ? WHERE position = ? AND queue = ?'),
    move: statement('UPDATE events SET queue = ?, due = 0 WHERE position = ? AND queue = ?'),
    depths: statement('SELECT queue, count(*) AS depth FROM events GROUP BY queue'),
    delayed: statement('SELECT count(*) AS delayed FROM events WHERE queue = ? AND due > 0'),
    oldestOf: statement('SELECT accepted FROM events WHERE queue = ? ORDER BY due, position LIMIT 1'),
    fence: statement('SELECT fence FROM fences WHERE queue = ?'),
    claim: statement(
      'INSERT INTO fences (queue, fence) VALUES (?, ?) ON CONFLICT (queue) DO UPDATE SET fence = excluded.fence',
    ),
  }
}
