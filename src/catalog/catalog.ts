import type { Kind, Kinds } from '../lambda/resources.ts'

/** What exists, as this process last heard of it: a copy in memory that is told by a feed and never asks. */
export interface Catalog {
  get<K extends Kind>(kind: K, key: string): Kinds[K] | undefined
  /** The revision of one resource; 0 when it does not exist. */
  revisionOf(kind: Kind, key: string): number
  /** In order of keys; keys that start with `prefix` and sort after `after`. */
  list<K extends Kind>(kind: K, prefix: string, after?: string): Iterable<[string, Kinds[K]]>
  /** The revision up to which this copy has been told. */
  readonly revision: number
  /** Resolves once the copy has been told at least so much. */
  reached(revision: number, signal: AbortSignal): Promise<void>
  apply(changes: readonly Change[]): void
  /** Called after each application, with what changed. */
  subscribe(listener: (changes: readonly Change[]) => void): () => void
}

export interface Change<K extends Kind = Kind> {
  kind: K
  key: string
  revision: number
  /** Absent once deleted. */
  value?: Kinds[K]
}
