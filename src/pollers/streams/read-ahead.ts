import { utf8 } from '../../base/bytes.ts'
import type { StreamRecord } from './stream-connector.ts'

/** A record that was read and is not done with: what is needed of it still, for there may be very many. */
export interface HeldRecord extends Pick<StreamRecord, 'sequenceNumber' | 'arrivedMs'> {
  /** As it stands in the event; empty once it is done. */
  json: string
  /** Of the JSON, with the comma after it. */
  bytes: number
  done: boolean
}

export interface ReadAheadLimits {
  records: number
  bytes: number
}

const compactAt = 1024

/** What has been read of a shard, in order, and how much of it is done with no gap before it. */
export class ReadAhead {
  readonly #limits: ReadAheadLimits
  #held: (HeldRecord | undefined)[] = []
  #head = 0
  #bytes = 0
  #through: string | undefined

  /** Reading goes on behind `through`. */
  constructor(limits: ReadAheadLimits, through?: string) {
    this.#limits = limits
    this.#through = through
  }

  /** The record up to which everything is done: where a reader may go on. */
  get through(): string | undefined {
    return this.#through
  }

  /** How many more records may be read. Those done behind one that is not count, too: they would be read once more. */
  get room(): number {
    return this.#bytes >= this.#limits.bytes ? 0 : Math.max(0, this.#limits.records - (this.#held.length - this.#head))
  }

  add({ arrivedMs, sequenceNumber, shown }: StreamRecord): HeldRecord {
    const json = JSON.stringify(shown)
    const held = { sequenceNumber, arrivedMs, json, bytes: utf8(json).length + 1, done: false }
    this.#held.push(held)
    this.#bytes += held.bytes
    return held
  }

  /** Nobody wants this one. */
  pass({ arrivedMs, sequenceNumber }: StreamRecord): void {
    this.#held.push({ sequenceNumber, arrivedMs, json: '', bytes: 0, done: true })
  }

  finish(records: Iterable<HeldRecord>): void {
    for (const held of records) {
      if (held.done) continue
      held.done = true
      held.json = ''
      this.#bytes -= held.bytes
    }
    for (let next = this.#held[this.#head]; next?.done; next = this.#held[this.#head]) {
      this.#through = next.sequenceNumber
      this.#held[this.#head++] = undefined
    }
    if (this.#head < compactAt && this.#head < this.#held.length) return
    this.#held = this.#held.slice(this.#head)
    this.#head = 0
  }
}
