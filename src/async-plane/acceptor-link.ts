import { concat, utf8 } from '../base/bytes.ts'
import { type CallHandler, type LinkClient, RemoteFailure } from '../link/link.ts'
import type { Acceptance, AsyncEvent, EventAcceptor } from './async-plane.ts'
import { type EventHead, headOf } from './event-head.ts'

/** So many messages are under way at most: what comes meanwhile travels together, as it is committed together. */
const messagesMax = 2
const message = { eventsMax: 128, bytesMax: 1024 * 1024 }

/** Events of one moment: the payloads lie behind each other in the body. */
interface Sent {
  events: readonly { head: EventHead; bytes: number }[]
}

/** One for each event, in order; words where taking it broke. */
type Answered = readonly (Acceptance | { fault: string })[]

/** The call `accept` of a link. */
export function serveAcceptor(acceptor: EventAcceptor): Record<'accept', CallHandler> {
  return {
    async accept({ head, body }) {
      let from = 0
      const answers = (head as Sent).events.map(({ bytes, head: eventHead }) => {
        const payload = body.subarray(from, (from += bytes))
        return acceptor.accept({ ...eventHead, payload }).catch((error: unknown) => ({ fault: String(error) }))
      })
      return { head: (await Promise.all(answers)) satisfies Answered, body: nothing }
    },
  }
}
const nothing = utf8('')

/** The async plane of another process. Rejects with LinkLost when that is away: the event may have been accepted or not. */
export const connectAcceptor = (link: LinkClient): EventAcceptor => new LinkedAcceptor(link)

interface Waiting {
  event: AsyncEvent
  resolve: (answer: Acceptance) => void
  reject: (error: unknown) => void
}

class LinkedAcceptor implements EventAcceptor {
  readonly #link: LinkClient
  #waiting: Waiting[] = []
  #underWay = 0

  constructor(link: LinkClient) {
    this.#link = link
  }

  accept(event: AsyncEvent): Promise<Acceptance> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ event, resolve, reject })
      this.#send()
    })
  }

  #send(): void {
    while (this.#waiting.length > 0 && this.#underWay < messagesMax) {
      this.#underWay++
      const batch = this.#take()
      void this.#deliver(batch).finally(() => {
        this.#underWay--
        this.#send()
      })
    }
  }

  /** One event at least, however large. */
  #take(): Waiting[] {
    let count = 0
    for (let bytes = 0; count < Math.min(this.#waiting.length, message.eventsMax); count++) {
      bytes += this.#waiting[count]!.event.payload.length
      if (count > 0 && bytes > message.bytesMax) break
    }
    return this.#waiting.splice(0, count)
  }

  async #deliver(batch: readonly Waiting[]): Promise<void> {
    try {
      const events = batch.map(({ event }) => ({ head: headOf(event), bytes: event.payload.length }))
      const body = concat(batch.map(({ event }) => event.payload))
      const answer = await this.#link.call('accept', { head: { events } satisfies Sent, body })
      const answers = answer.head as Answered
      batch.forEach(({ resolve, reject }, at) => {
        const each = answers[at]!
        if ('fault' in each) reject(new RemoteFailure(each.fault))
        else resolve(each)
      })
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
  }
}
