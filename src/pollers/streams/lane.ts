import type { Clock } from '../../base/clock.ts'
import { syncPayloadBytesMax } from '../../lambda/quotas.ts'
import type { HeldRecord } from './read-ahead.ts'

export interface LaneRules {
  batchSize: number
  windowMs: number
  /** Of the records of one event, with commas. */
  bytesMax: number
}

/** What an event without windows puts around its records is not theirs; behind the last one there is no comma. */
export const recordBytesMax = syncPayloadBytesMax - '{"Records":[]}'.length + 1

/** Records that wait to be in one batch. */
export class Lane {
  readonly #clock: Clock
  readonly #rules: LaneRules
  #waiting: HeldRecord[] = []
  #bytes = 0
  #openedAt = 0

  constructor(clock: Clock, rules: LaneRules) {
    this.#clock = clock
    this.#rules = rules
  }

  get empty(): boolean {
    return this.#waiting.length === 0
  }

  get first(): HeldRecord | undefined {
    return this.#waiting[0]
  }

  get newest(): HeldRecord | undefined {
    return this.#waiting.at(-1)
  }

  add(held: HeldRecord): void {
    if (this.empty) this.#openedAt = this.#clock.tick()
    this.#waiting.push(held)
    this.#bytes += held.bytes
  }

  /** How long until its batch is to go, if nothing comes. */
  get dueInMs(): number {
    if (this.empty) return Number.POSITIVE_INFINITY
    if (this.#waiting.length >= this.#rules.batchSize || this.#bytes > this.#rules.bytesMax) return 0
    return Math.max(0, this.#openedAt + this.#rules.windowMs - this.#clock.tick())
  }

  /** As many as one event takes, with so many bytes beside them; of those that are wanted. */
  take(besides = 0, wants: (held: HeldRecord) => boolean = () => true): HeldRecord[] {
    const bytesMax = this.#rules.bytesMax - besides
    let count = 0
    let bytes = 0
    for (const held of this.#waiting) {
      if (count === this.#rules.batchSize || (count > 0 && bytes + held.bytes > bytesMax) || !wants(held)) break
      bytes += held.bytes
      count++
    }
    this.#bytes -= bytes
    this.#openedAt = this.#clock.tick()
    return this.#waiting.splice(0, count)
  }
}

/** Which of so many lanes the records of a key go through: always the same (FNV-1a). */
export function laneOf(key: string, lanes: number): number {
  if (lanes === 1) return 0
  let hash = 0x811c9dc5
  for (let at = 0; at < key.length; at++) hash = Math.imul(hash ^ key.charCodeAt(at), 0x01000193)
  return (hash >>> 0) % lanes
}
