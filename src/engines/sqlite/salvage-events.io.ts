import { existsSync, renameSync, rmSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { crc32 } from 'node:zlib'
import { openEventTables } from './event-tables.io.ts'

export interface Salvage {
  /** Where the damaged file is now. */
  aside: string
  kept: number
  /** Known to have been there, and not to be read any more. */
  lost: number
}

/** The sum that goes with an event; rows of an older Roost have none. */
export const sumOf = (head: string, payload: Uint8Array): number => crc32(payload, crc32(head))

interface Row {
  position: number
  head: string
  payload: Uint8Array
  sum: number | null
}

export const isWhole = ({ head, payload, sum }: Omit<Row, 'position'>): boolean =>
  sum === null || sum === sumOf(head, payload)

/** Whether each page of a file is what it should be. */
export function isSound(path: string): boolean {
  if (path === ':memory:' || !existsSync(path)) return true
  try {
    using database = new DatabaseSync(path)
    return database.prepare('PRAGMA quick_check(1)').get()?.quick_check === 'ok'
  } catch (error) {
    if (isDamage(error)) return false
    throw error
  }
}

/** Puts a damaged file aside, and takes what can be read of it into a new one. */
export function salvageEvents(path: string, now: number): Salvage {
  const aside = `${path}.damaged-${now}`
  renameSync(path, aside)
  if (existsSync(`${path}-wal`)) renameSync(`${path}-wal`, `${aside}-wal`)
  rmSync(`${path}-shm`, { force: true })
  using fresh = openEventTables(path)
  const counts = { kept: 0, lost: 0 }
  try {
    using damaged = new DatabaseSync(aside)
    fresh.exec('BEGIN')
    copyEvents(damaged, fresh, counts)
    copyFences(damaged, fresh)
    fresh.exec('COMMIT')
  } catch (error) {
    if (!isDamage(error)) throw error
    // Not even its first page is left.
    if (fresh.isTransaction) fresh.exec('COMMIT')
  }
  return { aside, ...counts }
}

function copyEvents(damaged: DatabaseSync, fresh: DatabaseSync, counts: { kept: number; lost: number }): void {
  const read = damaged.prepare('SELECT * FROM events WHERE position = ?')
  const names = fresh
    .prepare('SELECT name FROM pragma_table_info(?)')
    .all('events')
    .map(({ name }) => name as string)
  const insert = fresh.prepare(`INSERT INTO events (${names.join()}) VALUES (${names.map(() => '?').join()})`)
  for (const position of positionsIn(damaged)) {
    try {
      const row = read.get(position) as (Row & Record<string, unknown>) | undefined
      if (!row) continue
      if (!isWhole({ ...row, sum: row.sum ?? null })) throw new Error('another sum')
      insert.run(...names.map((name) => (row[name] ?? null) as string))
      counts.kept++
    } catch {
      counts.lost++
    }
  }
}

/** From the index and from the table: what one of them cannot tell any more the other may. */
function positionsIn(damaged: DatabaseSync): Set<number> {
  const found = new Set<number>()
  for (const order of ['queue, due, position', 'position', 'position DESC']) {
    try {
      const all = damaged.prepare(`SELECT position FROM events ORDER BY ${order}`)
      for (const { position } of all.iterate()) found.add(position as number)
    } catch (error) {
      if (!isDamage(error)) throw error
    }
  }
  return found
}

function copyFences(damaged: DatabaseSync, fresh: DatabaseSync): void {
  const insert = fresh.prepare('INSERT OR REPLACE INTO fences (queue, fence) VALUES (?, ?)')
  try {
    for (const { queue, fence } of damaged.prepare('SELECT queue, fence FROM fences').iterate())
      insert.run(queue as string, fence as number)
  } catch (error) {
    // Leases go on from greater ones by themselves.
    if (!isDamage(error)) throw error
  }
}

/** SQLITE_CORRUPT, SQLITE_NOTADB. */
const isDamage = (error: unknown): boolean => [11, 26].includes((error as { errcode?: number }).errcode! & 0xff)
