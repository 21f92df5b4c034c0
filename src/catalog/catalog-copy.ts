import type { Kind, Kinds } from '../lambda/resources.ts'
import type { Catalog, Change } from './catalog.ts'
import { SortedKeys } from './sorted-keys.ts'

interface Resource {
  value: Kinds[Kind]
  revision: number
}

interface Shelf {
  resources: Map<string, Resource>
  keys: SortedKeys
}

interface Waiter {
  revision: number
  resolve: () => void
}

/** The copy in memory. Changes arrive in order of their revisions; what has been told already is passed over. */
export class CatalogCopy implements Catalog {
  #shelves = new Map<Kind, Shelf>()
  #revision = 0
  #listeners = new Set<(changes: readonly Change[]) => void>()
  #waiters = new Set<Waiter>()

  /** `revision`: up to which the changes tell everything; it may lie behind the last of them when that was a deletion. */
  constructor(changes: Iterable<Change> = [], revision = 0) {
    for (const change of changes) this.#write(change)
    this.#revision = Math.max(this.#revision, revision)
  }

  get revision(): number {
    return this.#revision
  }

  get<K extends Kind>(kind: K, key: string): Kinds[K] | undefined {
    return this.#shelves.get(kind)?.resources.get(key)?.value as Kinds[K] | undefined
  }

  revisionOf(kind: Kind, key: string): number {
    return this.#shelves.get(kind)?.resources.get(key)?.revision ?? 0
  }

  *list<K extends Kind>(kind: K, prefix: string, after?: string): Generator<[string, Kinds[K]]> {
    const shelf = this.#shelves.get(kind)
    if (!shelf) return
    for (const key of shelf.keys.from(prefix, after)) yield [key, shelf.resources.get(key)!.value as Kinds[K]]
  }

  kinds(): Kind[] {
    return [...this.#shelves.keys()]
  }

  reached(revision: number, signal: AbortSignal): Promise<void> {
    if (this.#revision >= revision) return Promise.resolve()
    return new Promise((resolve, reject) => {
      if (signal.aborted) return reject(signal.reason as Error)
      const onAbort = () => {
        this.#waiters.delete(waiter)
        reject(signal.reason as Error)
      }
      const waiter: Waiter = {
        revision,
        resolve() {
          signal.removeEventListener('abort', onAbort)
          resolve()
        },
      }
      this.#waiters.add(waiter)
      signal.addEventListener('abort', onAbort, { once: true })
    })
  }

  apply(changes: readonly Change[]): void {
    const news = changes.filter((change) => change.revision > this.#revision && this.#write(change))
    if (news.length === 0) return
    for (const listener of this.#listeners) listener(news)
    for (const waiter of this.#waiters) {
      if (waiter.revision > this.#revision) continue
      this.#waiters.delete(waiter)
      waiter.resolve()
    }
  }

  subscribe(listener: (changes: readonly Change[]) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  #write(change: Change): true {
    const { kind, key, revision, value } = change
    let shelf = this.#shelves.get(kind)
    if (!shelf) this.#shelves.set(kind, (shelf = { resources: new Map(), keys: new SortedKeys() }))
    if (value === undefined) {
      if (shelf.resources.delete(key)) shelf.keys.remove(key)
    } else {
      if (!shelf.resources.has(key)) shelf.keys.add(key)
      shelf.resources.set(key, { value, revision })
    }
    this.#revision = Math.max(this.#revision, revision)
    return true
  }
}
