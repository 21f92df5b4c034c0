import { empty } from '../base/bytes.ts'
import type { CallHandler, LinkClient } from '../link/link.ts'
import type { Acceptance, EventAcceptor } from './async-plane.ts'
import { readHead, writeHead } from './event-head.ts'

interface Sent {
  /** As it is kept. */
  event: string
  acceptedAt?: number
}

/** The call `accept` of a link. */
export function serveAcceptor(acceptor: EventAcceptor): Record<'accept', CallHandler> {
  return {
    async accept({ head, body }) {
      const { event, acceptedAt } = head as Sent
      return { head: await acceptor.accept({ ...readHead(event), acceptedAt, payload: body }), body: empty }
    },
  }
}

/** The async plane of another process. Rejects with LinkLost when that is away: the event may have been accepted or not. */
export function connectAcceptor(link: LinkClient): EventAcceptor {
  return {
    async accept(event) {
      const head: Sent = { event: writeHead(event), acceptedAt: event.acceptedAt }
      const answer = await link.call('accept', { head, body: event.payload })
      return answer.head as Acceptance
    },
  }
}
