interface Sending {
  next: Uint8Array
  rest: Iterator<Uint8Array>
}

/**
 * What is to be sent, in an order that is fair: a stream's frames stay in their order, streams take turns. A 70 MB body
 * is a thousand frames, and a small call waits for one of them at most.
 */
export class FairOutbox {
  readonly #queues = new Map<number, Sending[]>()

  /** Whether something of this stream waits, so that what follows must wait too. */
  holds(stream: number): boolean {
    return this.#queues.has(stream)
  }

  add(stream: number, next: Uint8Array, rest: Iterator<Uint8Array>): void {
    const queue = this.#queues.get(stream)
    if (queue) queue.push({ next, rest })
    else this.#queues.set(stream, [{ next, rest }])
  }

  take(): Uint8Array | undefined {
    for (const [stream, queue] of this.#queues) {
      const sending = queue[0]!
      const taken = sending.next
      const following = sending.rest.next()
      if (!following.done) sending.next = following.value
      else queue.shift()
      this.#queues.delete(stream)
      if (queue.length > 0) this.#queues.set(stream, queue)
      return taken
    }
    return undefined
  }

  forget(stream: number): void {
    this.#queues.delete(stream)
  }
}
