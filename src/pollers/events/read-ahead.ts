import type { Portion } from '../../store/event-queues.ts'

/** Which end of a queue an event was read from. */
export type End = 'oldest' | 'newest'

export interface ReadAheadLimits {
  max: number
  bytes: number
}

/** What a reader holds in memory: so many events and bytes, of which either end may be given a half. */
export class ReadAhead {
  readonly #limits: ReadAheadLimits
  readonly #held = new Map<number, { bytes: number; end: End }>()
  readonly #count = { oldest: 0, newest: 0 }
  readonly #bytes = { oldest: 0, newest: 0 }

  constructor(limits: ReadAheadLimits) {
    this.#limits = limits
  }

  get size(): number {
    return this.#held.size
  }

  has(position: number): boolean {
    return this.#held.has(position)
  }

  add({ payload, position }: { payload: Uint8Array; position: number }, end: End): void {
    this.#held.set(position, { bytes: payload.length, end })
    this.#count[end]++
    this.#bytes[end] += payload.length
  }

  forget(position: number): void {
    const held = this.#held.get(position)
    if (!held) return
    this.#held.delete(position)
    this.#count[held.end]--
    this.#bytes[held.end] -= held.bytes
  }

  clear(): void {
    for (const position of this.#held.keys()) this.forget(position)
  }

  /** What may be read from an end, `atOnce` at most: of what is left of all, or of the end's own half. */
  room(end: End, atOnce: number, halved: boolean): Portion {
    const { bytes, max } = this.#limits
    const left = max - this.size
    const bytesLeft = bytes - this.#bytes.oldest - this.#bytes.newest
    const part = halved ? Math.min(left, Math.ceil(max / 2) - this.#count[end]) : left
    const bytesPart = halved ? Math.min(bytesLeft, bytes / 2 - this.#bytes[end]) : bytesLeft
    return { max: bytesPart > 0 ? Math.min(atOnce, part) : 0, bytes: bytesPart, but: this }
  }
}
