import { invariant } from '../base/invariant.ts'
import type { Message } from './link.ts'

/** Items that may be under way: enough to keep the wire busy, few enough to hold in memory. */
const window = 16

/** Holds what a feed has brought until it is read; gives credit as it is read, so that it never holds more than a window. */
export class FeedInbox {
  readonly #grant: (items: number) => void
  #items: Message[] = []
  #outcome: { error?: Error } | undefined
  #wake = () => {}

  constructor(grant: (items: number) => void) {
    this.#grant = grant
  }

  put(message: Message): void {
    invariant(this.#items.length < window, 'a feed sends no more than it has credit for')
    this.#items.push(message)
    this.#wake()
  }

  end(): void {
    this.#outcome ??= {}
    this.#wake()
  }

  fail(error: Error): void {
    this.#outcome ??= { error }
    this.#wake()
  }

  /** What has come is read to its end before the feed's own end is told. */
  async *items(): AsyncGenerator<Message, void, void> {
    this.#grant(window)
    for (;;) {
      const item = this.#items.shift()
      if (item) {
        this.#grant(1)
        yield item
      } else if (this.#outcome) {
        if (this.#outcome.error) throw this.#outcome.error
        return
      } else await new Promise<void>((resolve) => (this.#wake = resolve))
    }
  }
}
