/** Durable rows of the catalog: kinds and keys are text, values JSON, and one revision counts all changes. */
export interface CatalogRows {
  /** All or nothing, durable before it returns; 'conflict' when an expected revision does not hold. */
  commit(writes: readonly RowWrite[]): CommitResult
  /** Changes after a revision, in order, deletions included; at most `limit`. */
  since(revision: number, limit: number): Row[]
  /** The revision of the last change. */
  revision(): number
  close(): void
}

export interface Row {
  kind: string
  key: string
  revision: number
  /** Absent once deleted. */
  value?: unknown
}

export interface RowWrite {
  kind: string
  key: string
  /** Absent: delete. */
  value?: unknown
  /** The revision that the row must have now; 0 for a row that must not exist; absent: whatever it is. */
  expected?: number
}

export type CommitResult =
  | { committed: true; rows: Row[] }
  | { committed: false; conflict: { kind: string; key: string } }
