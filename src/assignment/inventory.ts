import type { Environment, EnvironmentSpec } from '../worker/worker.ts'
import { type Entry, Shelf } from './shelf.ts'

/** Every environment there is, by key, and the idle ones by how long they have been so. */
export class Inventory {
  readonly #shelves = new Map<string, Shelf>()
  readonly #entries = new Map<Environment, Entry>()
  /** In order of their last use: a set remembers the order of insertion. */
  readonly #idle = new Set<Entry>()

  shelf(spec: EnvironmentSpec): Shelf {
    let shelf = this.#shelves.get(spec.key)
    if (!shelf) this.#shelves.set(spec.key, (shelf = new Shelf(spec)))
    return shelf
  }

  shelves(): Iterable<Shelf> {
    return this.#shelves.values()
  }

  /** Later requests for this key get a new shelf; who holds the old one may go on with it. */
  detach(shelf: Shelf): void {
    if (this.#shelves.get(shelf.spec.key) === shelf) this.#shelves.delete(shelf.spec.key)
  }

  add(entry: Entry): void {
    this.#entries.set(entry.environment, entry)
    entry.shelf.live++
  }

  find(environment: Environment): Entry | undefined {
    return this.#entries.get(environment)
  }

  environments(): Environment[] {
    return [...this.#entries.keys()]
  }

  idle(): Iterable<Entry> {
    return this.#idle
  }

  get idleCount(): number {
    return this.#idle.size
  }

  get size(): number {
    return this.#entries.size
  }

  putIdle(entry: Entry, now: number): void {
    entry.state = 'idle'
    entry.idleSince = now
    entry.shelf.idle.push(entry)
    this.#idle.add(entry)
  }

  takeIdle(shelf: Shelf): Entry | undefined {
    const entry = shelf.idle.pop()
    if (!entry) return undefined
    this.#idle.delete(entry)
    entry.state = 'busy'
    return entry
  }

  /** The one that may best be spared: idle for longest, and not kept ready on purpose. */
  leastRecentlyUsed(): Entry | undefined {
    for (const entry of this.#idle) if (entry.shelf.target === 0) return entry
    return undefined
  }

  remove(entry: Entry): void {
    if (!this.#entries.delete(entry.environment)) return
    if (this.#idle.delete(entry)) entry.shelf.idle.splice(entry.shelf.idle.indexOf(entry), 1)
    entry.state = 'leaving'
    entry.shelf.live--
    this.forgetEmpty(entry.shelf)
  }

  forgetEmpty(shelf: Shelf): void {
    if (shelf.live + shelf.starting + shelf.waiters.size + shelf.target === 0) this.detach(shelf)
  }
}
