import type { Timer } from '../../base/clock.ts'
import { type QueueFinder, type RingLimits, RingScale } from '../../queues/queues.ts'
import { QueueReader, type QueueReaderParts } from './queue-reader.ts'

export interface QueueReadersParts extends Omit<QueueReaderParts, 'queue'> {
  finder: QueueFinder
  /** Between which the number of shared queues follows the load; absent: it stays as it is. */
  ring?: RingLimits
}

/** An empty queue that is not needed is given up after so long: an event may be on its way there. */
const retireMs = 60_000
const scaleMs = 1_000

/** A reader for each queue that may hold events; makes more shared queues when many back up, and gives up what is not needed. */
export class QueueReaders {
  readonly #parts: QueueReadersParts
  readonly #readers = new Map<string, QueueReader>()
  readonly #woken = new Set<string>()
  readonly #retiring = new Set<string>()
  readonly #scale: RingScale | undefined
  #scaling: Timer | undefined
  #closed = false

  constructor(parts: QueueReadersParts) {
    this.#parts = parts
    this.#scale = parts.ring && new RingScale(parts.ring)
  }

  /** Whatever an earlier process has left is read, though it takes nothing new any more. */
  open(): void {
    const { finder, queues } = this.#parts
    for (const { queue } of queues.views()) finder.remember(queue)
    for (const queue of finder.queues) this.of(queue).read()
    this.#retireUnneeded()
  }

  of(queue: string): QueueReader {
    let reader = this.#readers.get(queue)
    if (!reader) this.#readers.set(queue, (reader = new QueueReader({ ...this.#parts, queue })))
    return reader
  }

  has(queue: string): boolean {
    return this.#readers.has(queue)
  }

  wake(queue: string): void {
    // Those of one commit wake it once.
    if (this.#woken.size === 0) queueMicrotask(() => this.#readWoken())
    this.#woken.add(queue)
    this.#scaleSoon()
  }

  /** Something was settled: it may be empty now, and not needed any more. */
  settled(queue: string): void {
    const { clock, finder, queues } = this.#parts
    if (finder.shared.includes(queue) || this.#retiring.has(queue)) return
    this.#retiring.add(queue)
    clock.after(retireMs, () => {
      this.#retiring.delete(queue)
      if (this.#closed || queues.depth(queue) > 0 || !finder.retire(queue)) return
      this.#readers.get(queue)?.close()
      this.#readers.delete(queue)
    })
  }

  /** No more is read; settled is what comes still, until `close`. */
  stop(): void {
    this.#closed = true
    this.#scaling?.cancel()
  }

  close(): void {
    for (const reader of this.#readers.values()) reader.close()
  }

  #readWoken(): void {
    const woken = [...this.#woken]
    this.#woken.clear()
    if (this.#closed) return
    for (const queue of woken) this.of(queue).read()
  }

  #scaleSoon(): void {
    if (this.#scale && !this.#closed) this.#scaling ??= this.#parts.clock.after(scaleMs, () => this.#rescale())
  }

  #rescale(): void {
    const { clock, finder, queues, ring } = this.#parts
    this.#scaling = undefined
    const { shared } = finder
    const wanted = this.#scale!.wanted(
      shared.map((queue) => queues.depth(queue)),
      clock.tick(),
    )
    if (wanted !== shared.length) {
      finder.resize(wanted)
      this.#retireUnneeded()
    }
    if (wanted > ring!.min) this.#scaleSoon()
  }

  #retireUnneeded(): void {
    for (const queue of this.#parts.finder.queues) this.settled(queue)
  }
}
