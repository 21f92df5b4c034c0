import type { Clock } from '../../base/clock.ts'
import type { Shard, Start, StreamConnector, StreamPage, StreamRecord } from '../streams/stream-connector.ts'

/** What a subscription brings at once; without records every few seconds. */
export interface Pushed {
  records: StreamRecord[]
  /** Where another subscription goes on; absent at the end of the shard. */
  after?: string
  newest: boolean
}

export interface FanOutParts {
  clock: Clock
  shards: () => Promise<Shard[]>
  /** Ends with the signal. */
  subscribe: (shard: string, start: Start, signal: AbortSignal) => Promise<AsyncIterable<Pushed, undefined>>
}

interface Subscription {
  pushed: AsyncIterator<Pushed, undefined>
  since: number
  end: AbortController
}

/** Kinesis ends a subscription after five minutes; the next one begins a little earlier. */
const subscriptionMs = 280_000
/** Kinesis says something every five seconds: whoever is silent for longer is asked anew. */
const silenceMsMax = 30_000
const shortMs = 1_000

/** Enhanced fan-out as a connector: shards are pushed, each through subscriptions, one after the other. */
export class FanOutConnector implements StreamConnector {
  readonly waits = true
  readonly #parts: FanOutParts
  readonly #readings = new Map<string, { shard: string; start: Start; open?: Subscription }>()
  #count = 0

  constructor(parts: FanOutParts) {
    this.#parts = parts
  }

  shards(): Promise<Shard[]> {
    return this.#parts.shards()
  }

  /** One that is read from is renewed by itself. */
  iterator(shard: string, start: Start): Promise<string> {
    const iterator = `${shard}/${this.#count++}`
    this.#readings.set(iterator, { shard, start })
    return Promise.resolve(iterator)
  }

  leave(iterator: string): void {
    this.#readings.get(iterator)?.open?.end.abort()
    this.#readings.delete(iterator)
  }

  async read(iterator: string, _max: number, signal: AbortSignal): Promise<StreamPage> {
    const reading = this.#readings.get(iterator)!
    try {
      const { clock } = this.#parts
      if (reading.open && clock.tick() - reading.open.since >= subscriptionMs) {
        reading.open.end.abort()
        reading.open = undefined
      }
      reading.open ??= await this.#subscribe(reading, signal)
      const { done, value } = await this.#next(reading.open, signal)
      if (done) {
        if (clock.tick() - reading.open.since < shortMs) throw new Error('the subscription ended at once')
        reading.open.end.abort()
        reading.open = undefined
        return { records: [], next: iterator, newest: false }
      }
      if (value.after === undefined) this.leave(iterator)
      else reading.start = { at: 'AFTER', sequenceNumber: value.after }
      return { records: value.records, newest: value.newest, ...(value.after !== undefined && { next: iterator }) }
    } catch (error) {
      this.leave(iterator)
      throw error
    }
  }

  async #subscribe({ shard, start }: { shard: string; start: Start }, signal: AbortSignal): Promise<Subscription> {
    const { clock, subscribe } = this.#parts
    const end = new AbortController()
    const pushed = (await subscribe(shard, start, AbortSignal.any([end.signal, signal])))[Symbol.asyncIterator]()
    return { pushed, since: clock.tick(), end }
  }

  /** Rejects when it is told to stop; is done when nothing at all comes. */
  async #next({ pushed }: Subscription, signal: AbortSignal): Promise<IteratorResult<Pushed, undefined>> {
    const { promise: stopped, reject, resolve } = Promise.withResolvers<IteratorResult<Pushed, undefined>>()
    const onAbort = () => reject(signal.reason as Error)
    signal.throwIfAborted()
    signal.addEventListener('abort', onAbort, { once: true })
    const silence = this.#parts.clock.after(silenceMsMax, () => resolve({ done: true, value: undefined }))
    const next = pushed.next()
    // It is left behind when something else comes first.
    next.catch(() => {})
    return await Promise.race([next, stopped]).finally(() => {
      silence.cancel()
      signal.removeEventListener('abort', onAbort)
    })
  }
}
