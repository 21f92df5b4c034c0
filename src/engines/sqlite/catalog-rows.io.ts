import { DatabaseSync, type StatementSync } from 'node:sqlite'
import type { CatalogRows, CommitResult, Row, RowWrite } from '../../store/catalog-rows.ts'

/**
 * One table of the rows as they are now. A deleted row stays as a tombstone, so that a copy which missed the deletion
 * still hears of it. Every write takes a revision of its own: a page of changes may then end anywhere. Rows lie in the
 * order of their revisions, which is how they are read: WITHOUT ROWID, in order of keys, values of a kilobyte took a page
 * each, a file three times the size and thrice the time to read it at start.
 */
const schema = `
  CREATE TABLE IF NOT EXISTS catalog_rows (
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    revision INTEGER PRIMARY KEY,
    value TEXT,
    UNIQUE (kind, key)
  ) STRICT;
`

/** One process at a time writes a file; `path` may be `:memory:`. */
export function openSqliteCatalogRows(path: string): CatalogRows {
  return new SqliteCatalogRows(path)
}

class SqliteCatalogRows implements CatalogRows {
  readonly #database: DatabaseSync
  readonly #read: StatementSync
  readonly #write: StatementSync
  readonly #since: StatementSync
  #revision: number

  constructor(path: string) {
    this.#database = new DatabaseSync(path)
    // FULL: a commit that returned survives a power cut, not only the death of the process.
    this.#database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000')
    this.#database.exec(schema)
    this.#read = this.#database.prepare(
      'SELECT revision FROM catalog_rows WHERE kind = ? AND key = ? AND value IS NOT NULL',
    )
    this.#write = this.#database.prepare(
      `INSERT INTO catalog_rows (kind, key, revision, value) VALUES (?, ?, ?, ?)
       ON CONFLICT (kind, key) DO UPDATE SET revision = excluded.revision, value = excluded.value`,
    )
    this.#since = this.#database.prepare(
      'SELECT kind, key, revision, value FROM catalog_rows WHERE revision > ? ORDER BY revision LIMIT ?',
    )
    const last = this.#database.prepare('SELECT max(revision) AS revision FROM catalog_rows').get()
    this.#revision = (last?.revision as number | null) ?? 0
  }

  commit(writes: readonly RowWrite[]): CommitResult {
    if (writes.length === 0) return { committed: true, rows: [] }
    this.#database.exec('BEGIN IMMEDIATE')
    try {
      const result = this.#writeAll(writes)
      this.#database.exec(result.committed ? 'COMMIT' : 'ROLLBACK')
      if (result.committed) this.#revision += writes.length
      return result
    } catch (error) {
      if (this.#database.isTransaction) this.#database.exec('ROLLBACK')
      throw error
    }
  }

  since(revision: number, limit: number): Row[] {
    // One by one: a start reads all there is, whose text need not be held together with what it says.
    return Array.from(this.#since.iterate(revision, limit), (row) => ({
      kind: row.kind as string,
      key: row.key as string,
      revision: row.revision as number,
      ...(row.value !== null && { value: JSON.parse(row.value as string) as unknown }),
    }))
  }

  revision(): number {
    return this.#revision
  }

  close(): void {
    this.#database.close()
  }

  #writeAll(writes: readonly RowWrite[]): CommitResult {
    const rows: Row[] = []
    for (const { kind, key, value, expected } of writes) {
      const present = (this.#read.get(kind, key)?.revision as number | undefined) ?? 0
      if (expected !== undefined && expected !== present) return { committed: false, conflict: { kind, key } }
      const revision = this.#revision + rows.length + 1
      this.#write.run(kind, key, revision, value === undefined ? null : JSON.stringify(value))
      rows.push({ kind, key, revision, ...(value !== undefined && { value }) })
    }
    return { committed: true, rows }
  }
}
