const prefix = 'express-'

export const isExpressLane = (queue: string): boolean => queue.startsWith(prefix)

/** Queues of keys that are too much for the shared ones; the name tells the key. */
export class ExpressLanes {
  readonly #lanes = new Set<string>()
  readonly #max: number

  constructor(max: number) {
    this.#max = max
  }

  get queues(): string[] {
    return [...this.#lanes]
  }

  of(key: string): string | undefined {
    const lane = prefix + key
    return this.#lanes.has(lane) ? lane : undefined
  }

  open(key: string): string | undefined {
    const lane = prefix + key
    if (!this.#lanes.has(lane) && this.#lanes.size >= this.#max) return undefined
    this.#lanes.add(lane)
    return lane
  }

  remember(queue: string): void {
    if (isExpressLane(queue)) this.#lanes.add(queue)
  }

  close(queue: string): void {
    this.#lanes.delete(queue)
  }
}
