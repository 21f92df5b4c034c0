import {
  type EventQueues,
  FenceRefused,
  type NewEvent,
  type QueuedEvent,
  type QueueView,
} from '../../store/event-queues.ts'

interface Kept extends QueuedEvent {
  queue: string
  /** 0: ready. */
  dueAt: number
}

/** For tests and the simulator: as durable as the process. */
export function openMemoryEventQueues(): EventQueues {
  return new MemoryEventQueues()
}

class MemoryEventQueues implements EventQueues {
  readonly #events = new Map<number, Kept>()
  readonly #fences = new Map<string, number>()
  #position = 0

  append(events: readonly NewEvent[]): Promise<void> {
    for (const event of events) {
      const position = ++this.#position
      this.#events.set(position, { ...event, position, attempts: 0, dueAt: 0 })
    }
    return Promise.resolve()
  }

  claim(queue: string, fence: number): void {
    this.#check(queue, fence)
    this.#fences.set(queue, fence)
  }

  ready(queue: string, want: { after: number; max: number } | { newest: number }): QueuedEvent[] {
    const all = this.#of(queue).filter(({ dueAt }) => dueAt === 0)
    if ('newest' in want) return all.toReversed().slice(0, want.newest).map(shown)
    return all
      .filter(({ position }) => position > want.after)
      .slice(0, want.max)
      .map(shown)
  }

  due(queue: string, { now, max }: { now: number; max: number }): QueuedEvent[] {
    const all = this.#delayed(queue).filter(({ dueAt }) => dueAt <= now)
    return all.slice(0, max).map(shown)
  }

  nextDueAt(queue: string, now: number): number | undefined {
    return this.#delayed(queue).find(({ dueAt }) => dueAt > now)?.dueAt
  }

  settle(queue: string, fence: number, { done = [], retries = [], moves }: Parameters<EventQueues['settle']>[2]): void {
    this.#check(queue, fence)
    for (const position of done) this.#events.delete(position)
    for (const { position, attempts, dueAt } of retries) this.#change(position, { attempts, dueAt })
    for (const position of moves?.positions ?? []) this.#change(position, { queue: moves!.to, dueAt: 0 })
  }

  views(): QueueView[] {
    const names = new Set([...this.#events.values()].map(({ queue }) => queue))
    return [...names].sort().map((queue) => {
      const all = this.#of(queue)
      const oldestAcceptedAt = all.toSorted((a, b) => a.dueAt - b.dueAt)[0]!.acceptedAt
      return { queue, depth: all.length, delayed: this.#delayed(queue).length, oldestAcceptedAt }
    })
  }

  depth(queue: string): number {
    return this.#of(queue).length
  }

  close(): void {
    this.#events.clear()
  }

  #of(queue: string): Kept[] {
    return [...this.#events.values()].filter((event) => event.queue === queue).sort((a, b) => a.position - b.position)
  }

  #delayed(queue: string): Kept[] {
    return this.#of(queue)
      .filter(({ dueAt }) => dueAt > 0)
      .sort((a, b) => a.dueAt - b.dueAt)
  }

  #change(position: number, change: Partial<Kept>): void {
    const event = this.#events.get(position)
    if (event) this.#events.set(position, { ...event, ...change })
  }

  #check(queue: string, fence: number): void {
    if (fence < (this.#fences.get(queue) ?? 0)) throw new FenceRefused(`queue ${queue} has another owner`)
  }
}

function shown({ queue: _queue, dueAt: _dueAt, ...event }: Kept): QueuedEvent {
  return event
}
