import {
  type EventQueues,
  FenceRefused,
  type NewEvent,
  type Portion,
  type QueuedEvent,
  type QueueView,
  type Settlement,
  type Stretch,
} from '../../store/event-queues.ts'
import { SortedNumbers } from './sorted-numbers.ts'

interface Kept extends QueuedEvent {
  queue: string
  /** 0: ready. */
  dueAt: number
}

interface Queue {
  ready: SortedNumbers
  /** Positions. */
  delayed: Set<number>
}

/** For tests and the simulator: as durable as the process. */
export function openMemoryEventQueues(): EventQueues {
  return new MemoryEventQueues()
}

class MemoryEventQueues implements EventQueues {
  readonly #events = new Map<number, Kept>()
  readonly #queues = new Map<string, Queue>()
  readonly #fences = new Map<string, number>()
  #position = 0

  append(events: readonly NewEvent[]): Promise<void> {
    for (const event of events) {
      const position = ++this.#position
      this.#put({ ...event, position, attempts: 0, dueAt: 0 })
    }
    return Promise.resolve()
  }

  claim(queue: string, fence: number): void {
    this.#check(queue, fence)
    this.#fences.set(queue, fence)
  }

  ready(queue: string, want: Stretch & Portion): QueuedEvent[] {
    const ready = this.#queues.get(queue)?.ready
    if (!ready) return []
    const { after = 0 } = want
    return this.#read('newest' in want ? ready.downFrom(want.before, after) : ready.upFrom(after), want)
  }

  due(queue: string, { now, ...portion }: { now: number } & Portion): QueuedEvent[] {
    return this.#read(
      this.#delayed(queue).flatMap(({ dueAt, position }) => (dueAt <= now ? position : [])),
      portion,
    )
  }

  nextDueAt(queue: string, now: number): number | undefined {
    return this.#delayed(queue).find(({ dueAt }) => dueAt > now)?.dueAt
  }

  hasten(queue: string, fence: number, latest: number): void {
    this.#check(queue, fence)
    for (const event of this.#delayed(queue)) event.dueAt = Math.min(event.dueAt, latest)
  }

  settle(queue: string, fence: number, { done = [], retries = [], moves }: Settlement): void {
    this.#check(queue, fence)
    for (const position of done) this.#take(queue, position)
    for (const { position, attempts, dueAt, last } of retries) {
      const event = this.#take(queue, position)
      if (event) this.#put({ ...event, attempts, dueAt: Math.max(1, dueAt), last })
    }
    for (const position of moves?.positions ?? []) {
      const event = this.#take(queue, position)
      if (event) this.#put({ ...event, queue: moves!.to, dueAt: 0 })
    }
  }

  views(): QueueView[] {
    return [...this.#queues.keys()].sort().flatMap((queue) => {
      const { delayed, ready } = this.#queues.get(queue)!
      const depth = this.depth(queue)
      const oldest = this.#events.get(ready.first ?? this.#delayed(queue)[0]?.position ?? 0)
      return oldest ? { queue, depth, delayed: delayed.size, oldestAcceptedAt: oldest.acceptedAt } : []
    })
  }

  depth(queue: string): number {
    const found = this.#queues.get(queue)
    return found ? found.ready.size + found.delayed.size : 0
  }

  close(): void {
    this.#events.clear()
    this.#queues.clear()
  }

  #put(event: Kept): void {
    let queue = this.#queues.get(event.queue)
    if (!queue) this.#queues.set(event.queue, (queue = { ready: new SortedNumbers(), delayed: new Set() }))
    this.#events.set(event.position, event)
    if (event.dueAt === 0) queue.ready.add(event.position)
    else queue.delayed.add(event.position)
  }

  /** Undefined when it is not in this queue any more. */
  #take(queue: string, position: number): Kept | undefined {
    const event = this.#events.get(position)
    if (event?.queue !== queue) return undefined
    const { delayed, ready } = this.#queues.get(queue)!
    if (!delayed.delete(position)) ready.delete(position)
    this.#events.delete(position)
    return event
  }

  #read(positions: Iterable<number>, { max, bytes = Number.POSITIVE_INFINITY, but }: Portion): QueuedEvent[] {
    const events: QueuedEvent[] = []
    let room = bytes
    if (max <= 0) return events
    for (const position of positions) {
      if (but?.has(position)) continue
      const event = this.#events.get(position)!
      events.push(shown(event))
      room -= event.payload.length
      if (events.length >= max || room <= 0) break
    }
    return events
  }

  #delayed(queue: string): Kept[] {
    const positions = this.#queues.get(queue)?.delayed ?? []
    return [...positions].map((position) => this.#events.get(position)!).sort((a, b) => a.dueAt - b.dueAt)
  }

  #check(queue: string, fence: number): void {
    if (fence < (this.#fences.get(queue) ?? 0)) throw new FenceRefused(`queue ${queue} has another owner`)
  }
}

function shown({ queue: _queue, dueAt: _dueAt, last, ...event }: Kept): QueuedEvent {
  return last ? { ...event, last } : event
}
