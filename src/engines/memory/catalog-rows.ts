import type { CatalogRows, CommitResult, Row, RowWrite } from '../../store/catalog-rows.ts'

/** For tests and the simulator: gone with its process. */
export function openMemoryCatalogRows(): CatalogRows {
  return new MemoryCatalogRows()
}

class MemoryCatalogRows implements CatalogRows {
  /** In order of revisions: a row that changes moves to the end. */
  #rows = new Map<string, Row>()
  #revision = 0

  commit(writes: readonly RowWrite[]): CommitResult {
    const now = new Map<string, Row>()
    let revision = this.#revision
    for (const { kind, key, value, expected } of writes) {
      const name = JSON.stringify([kind, key])
      const row = now.get(name) ?? this.#rows.get(name)
      const present = row && 'value' in row ? row.revision : 0
      if (expected !== undefined && expected !== present) return { committed: false, conflict: { kind, key } }
      now.delete(name)
      now.set(name, { kind, key, revision: ++revision, ...(value !== undefined && { value: structuredClone(value) }) })
    }
    for (const [name, row] of now) {
      this.#rows.delete(name)
      this.#rows.set(name, row)
    }
    this.#revision = revision
    return { committed: true, rows: [...now.values()] }
  }

  since(revision: number, limit: number): Row[] {
    const rows: Row[] = []
    for (const row of this.#rows.values()) if (row.revision > revision && rows.push(row) === limit) break
    return structuredClone(rows)
  }

  revision(): number {
    return this.#revision
  }

  close(): void {}
}
