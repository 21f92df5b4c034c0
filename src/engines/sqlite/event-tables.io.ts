import { DatabaseSync } from 'node:sqlite'

/**
 * One table for all queues. `due` is 0 for what is ready, else the moment of its next attempt: so the ready ones of a
 * queue lie together in the index in order of positions, and its retries behind them in order of their moments. What is
 * found to be damaged is kept apart, for people.
 */
const schema = `
  CREATE TABLE IF NOT EXISTS events (
    position INTEGER PRIMARY KEY AUTOINCREMENT,
    queue TEXT NOT NULL,
    due INTEGER NOT NULL,
    id TEXT NOT NULL,
    attempts INTEGER NOT NULL,
    accepted INTEGER NOT NULL,
    head TEXT NOT NULL,
    payload BLOB NOT NULL,
    last BLOB,
    sum INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS events_by_queue ON events (queue, due, position);
  CREATE TABLE IF NOT EXISTS fences (queue TEXT PRIMARY KEY, fence INTEGER NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE IF NOT EXISTS damaged (
    position INTEGER PRIMARY KEY,
    queue TEXT NOT NULL,
    id TEXT NOT NULL,
    accepted INTEGER NOT NULL,
    head TEXT NOT NULL,
    payload BLOB NOT NULL
  ) STRICT;
`

export function openEventTables(path: string): DatabaseSync {
  const database = new DatabaseSync(path)
  try {
    // FULL: what was acknowledged survives a power cut, not only the death of the process.
    database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000')
    database.exec(schema)
    addMissingColumns(database)
    return database
  } catch (error) {
    // The disk is full, and opening it is tried again and again.
    database.close()
    throw error
  }
}

/** Of files that an older Roost has made. */
function addMissingColumns(database: DatabaseSync): void {
  const names = new Set(
    database
      .prepare('PRAGMA table_info(events)')
      .all()
      .map(({ name }) => name),
  )
  for (const [name, type] of Object.entries({ last: 'BLOB', sum: 'INTEGER' }))
    if (!names.has(name)) database.exec(`ALTER TABLE events ADD COLUMN ${name} ${type}`)
}
