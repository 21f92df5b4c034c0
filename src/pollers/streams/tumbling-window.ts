import { text, utf8 } from '../../base/bytes.ts'
import type { Clock } from '../../base/clock.ts'
import { isoInstant } from '../../base/instant.ts'
import type { OpenWindow } from '../../store/checkpoints.ts'
import type { InvocationResult } from '../../sync-plane/sync-plane.ts'
import type { StreamRecord } from './stream-connector.ts'

export interface TumblingWindowParts {
  clock: Clock
  shard: string
  streamArn: string
  sizeMs: number
  /** As it was before a restart. */
  open?: OpenWindow
}

const stateBytesMax = 1024 * 1024
/** Records come with their stream's time. */
const clocksDifferMs = 1000

/**
 * The windows of one shard, one after the other, each with the state that the function hands on to itself (Lambda
 * Developer Guide: tumbling windows). They begin at multiples of their size since the epoch.
 */
export class TumblingWindow {
  readonly #parts: TumblingWindowParts
  #open: OpenWindow | undefined

  constructor(parts: TumblingWindowParts) {
    this.#parts = parts
    this.#open = parts.open
  }

  get open(): OpenWindow | undefined {
    return this.#open
  }

  get endMs(): number {
    return this.#open ? this.#open.startMs + this.#parts.sizeMs : Number.POSITIVE_INFINITY
  }

  /** Whether a record comes into the open window; opens one if there is none. One that comes late is in the open one. */
  takes({ arrivedMs }: Pick<StreamRecord, 'arrivedMs'>): boolean {
    const { sizeMs } = this.#parts
    const startMs = Math.floor(arrivedMs / sizeMs) * sizeMs
    this.#open ??= { startMs, state: {} }
    return startMs <= this.#open.startMs
  }

  /** Whether it is time for the final invocation, by what waits, or when there was last known to be nothing more. */
  isOver(next: Pick<StreamRecord, 'arrivedMs'> | undefined, nothingMoreAtMs: number): boolean {
    if (!this.#open) return false
    if (this.#open.early) return true
    return next ? !this.takes(next) : nothingMoreAtMs >= this.endMs + clocksDifferMs
  }

  /** Records are JSON, parted by commas. Members in the order of AWS. */
  event(records: string, isFinal: boolean): Uint8Array {
    return utf8(`{"Records":[${records}],${this.#frame(isFinal)}`)
  }

  /** Of an event, beside its records. */
  get bytes(): number {
    return utf8(this.#frame(false)).length
  }

  /** What the function knows now. A state that is too large ends the window. */
  took(result: InvocationResult): void {
    if (!this.#open || !result.ran) return
    const state = stateIn(result.payload) ?? {}
    const early = utf8(JSON.stringify(state)).length > stateBytesMax
    this.#open = { startMs: this.#open.startMs, state, ...(early && { early }) }
  }

  close(): void {
    this.#open = undefined
  }

  #frame(isFinal: boolean): string {
    const { shard, streamArn } = this.#parts
    const { early = false, startMs = 0, state = {} } = this.#open ?? {}
    const frame = {
      window: { start: secondsOf(startMs), end: secondsOf(startMs + this.#parts.sizeMs) },
      state,
      shardId: shard,
      eventSourceARN: streamArn,
      isFinalInvokeForWindow: isFinal,
      isWindowTerminatedEarly: early,
    }
    return JSON.stringify(frame).slice(1)
  }
}

const secondsOf = (ms: number): string => isoInstant(ms).replace(/\.\d+Z$/, 'Z')

/** Undefined: the answer has none. */
export function stateIn(payload: Uint8Array): unknown {
  try {
    return (JSON.parse(text(payload)) as { state?: unknown } | null)?.state
  } catch {
    return undefined
  }
}
