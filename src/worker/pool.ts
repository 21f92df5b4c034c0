import type { Clock } from '../base/clock.ts'
import type { RuntimeProcess } from './runtime-session.ts'

/** What a ready runtime can be used for. */
export interface PoolKey {
  runtime: string
  memoryClassMb: number
}

export interface PoolParts {
  clock: Clock
  /** Boots a runtime at low priority; resolves once it waits to be adopted, rejects when it cannot be had. */
  boot(key: PoolKey): Promise<RuntimeProcess>
  /** Most that waits at one time, over all keys: a ready runtime holds memory. */
  readyMax: number
}

interface Shelf {
  key: PoolKey
  target: number
  ready: RuntimeProcess[]
  starting: number
}

/** So long after an adoption the next boot begins: the cold start that took the last one goes first. */
const refillDelayMs = 20

/**
 * Runtimes booted ahead of need. Each is adopted once and never comes back. One boots at a time, when the one who took
 * the last has had its turn.
 */
export class Pool {
  #parts: PoolParts
  #shelves = new Map<string, Shelf>()
  #booting: Promise<void> | undefined
  #scheduled = false
  #closed = false

  constructor(parts: PoolParts) {
    this.#parts = parts
  }

  /** A ready runtime at once, or undefined. Either way the key is in demand from now on. */
  take(key: PoolKey): RuntimeProcess | undefined {
    const shelf = this.#shelf(key)
    const process = shelf.ready.shift()
    // A shelf that was found empty was too small.
    if (!process) shelf.target = Math.min(shelf.target + 1, Math.max(shelf.target, demandTargetMax))
    this.#schedule(refillDelayMs)
    return process
  }

  keepReady(key: PoolKey, count: number): void {
    const shelf = this.#shelf(key)
    shelf.target = Math.max(shelf.target, count)
    this.#schedule(0)
  }

  /** How many wait now. */
  ready(key: PoolKey): number {
    return this.#shelf(key).ready.length
  }

  /** Of all kinds. */
  get size(): number {
    let size = 0
    for (const { ready } of this.#shelves.values()) size += ready.length
    return size
  }

  async close(): Promise<void> {
    this.#closed = true
    await this.#booting
    const all = [...this.#shelves.values()].flatMap((shelf) => shelf.ready.splice(0))
    await Promise.all(all.map((process) => process.sandbox.dispose()))
  }

  #shelf(key: PoolKey): Shelf {
    const name = `${key.runtime} ${key.memoryClassMb}`
    let shelf = this.#shelves.get(name)
    if (!shelf) {
      shelf = { key, target: 1, ready: [], starting: 0 }
      this.#shelves.set(name, shelf)
    }
    return shelf
  }

  #schedule(ms: number): void {
    if (this.#scheduled || this.#closed) return
    this.#scheduled = true
    this.#parts.clock.after(ms, () => {
      this.#scheduled = false
      void this.#refill()
    })
  }

  async #refill(): Promise<void> {
    const shelf = chooseShelf([...this.#shelves.values()], this.#parts.readyMax)
    if (!shelf || this.#booting || this.#closed) return
    this.#booting = this.#bootFor(shelf)
    await this.#booting
    this.#booting = undefined
    this.#schedule(0)
  }

  async #bootFor(shelf: Shelf): Promise<void> {
    shelf.starting++
    try {
      this.#put(shelf, await this.#parts.boot(shelf.key))
    } catch {
      // Who needs the runtime starts one himself, and is told why it cannot be; the next demand tries again.
      shelf.target = 0
    }
    shelf.starting--
  }

  #put(shelf: Shelf, process: RuntimeProcess): void {
    shelf.ready.push(process)
    process.sandbox.onExit(() => {
      const at = shelf.ready.indexOf(process)
      if (at >= 0) shelf.ready.splice(at, 1)
    })
  }
}

/** Demand alone never keeps more than this ready for one key. */
const demandTargetMax = 2

/** The shelf that lacks most; none when all are full, or as much waits as may. */
export function chooseShelf<S extends { target: number; ready: readonly unknown[]; starting: number }>(
  shelves: readonly S[],
  readyMax: number,
): S | undefined {
  const held = shelves.reduce((sum, shelf) => sum + shelf.ready.length + shelf.starting, 0)
  if (held >= readyMax) return undefined
  const lack = (shelf: S) => shelf.target - shelf.ready.length - shelf.starting
  const [neediest] = shelves.filter((shelf) => lack(shelf) > 0).toSorted((a, b) => lack(b) - lack(a))
  return neediest
}
