import type { Random } from '../base/random.ts'
import type { Refusal } from '../lambda/refusals.ts'
import type { AliasRecord, FunctionRecord, Kind, Kinds, VersionRecord } from '../lambda/resources.ts'
import { CatalogCopy } from './catalog-copy.ts'
import { feedChanges, followChanges } from './catalog-feed.ts'
import { resolve, type Target } from './resolve.ts'

/** What exists, as this process last heard of it: a copy in memory that is told by a feed and never asks. */
export interface Catalog {
  get<K extends Kind>(kind: K, key: string): Kinds[K] | undefined
  /** The revision of one resource; 0 when it does not exist. */
  revisionOf(kind: Kind, key: string): number
  /** In order of keys; keys that start with `prefix` and sort after `after`. */
  list<K extends Kind>(kind: K, prefix: string, after?: string): Iterable<[string, Kinds[K]]>
  /** Those of which it has been told anything. */
  kinds(): Kind[]
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

/** Empty, until it is told. The copy of a snapshot is opened by snapshot.io.ts. */
export function openCatalog(): Catalog {
  return new CatalogCopy()
}

export type Resolution =
  | {
      found: true
      function: FunctionRecord
      /** What runs now: its `serving` while an update is in progress or has failed. */
      version: VersionRecord
      /** Present when it was invoked by an alias. */
      alias?: AliasRecord
      /** `$LATEST` or a number. */
      executedVersion: string
      /** As it was addressed: alias or version kept, nothing added. */
      invokedArn: string
    }
  | { found: false; because: Refusal }

/** From a function's name and a qualifier to what runs; an alias with weights draws anew at each call. */
export function resolveFunction(catalog: Catalog, target: Target, random: Random): Resolution {
  return resolve(catalog, target, random)
}

/** A change as it is stored and travels: kinds are text there. */
export interface ToldChange {
  kind: string
  key: string
  revision: number
  value?: unknown
}

/** Where the feed reads: the durable rows, and the bell that rings after each change of them. */
export interface FeedSource {
  since(revision: number, limit: number): ToldChange[]
  subscribe(listener: () => void): () => void
}

/** The telling side of the feed, for a topic of a link: pages of changes after `revision`, and then as they happen. */
export function tellCatalog(source: FeedSource, revision: number, signal: AbortSignal): AsyncIterable<ToldChange[]> {
  return feedChanges(source, revision, signal)
}

/** The listening side: applies page after page; ends or fails as the feed does. Subscribe anew from `catalog.revision`. */
export function followCatalog(catalog: Catalog, pages: AsyncIterable<readonly ToldChange[]>): Promise<void> {
  return followChanges(catalog, pages)
}
