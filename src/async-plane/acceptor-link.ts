import { empty } from '../base/bytes.ts'
import type { CallHandler, LinkClient } from '../link/link.ts'
import type { Acceptance, EventAcceptor } from './async-plane.ts'
import { readHead, writeHead } from './event-head.ts'

/** The call `accept` of a link. */
export function serveAcceptor(acceptor: EventAcceptor): Record<'accept', CallHandler> {
  return {
    async accept({ head, body }) {
      return { head: await acceptor.accept({ ...readHead(head as string), payload: body }), body: empty }
    },
  }
}

/** The async plane of another process. Rejects when that is away: the event may have been accepted or not. */
export function connectAcceptor(link: LinkClient): EventAcceptor {
  return {
    async accept(event) {
      const answer = await link.call('accept', { head: writeHead(event), body: event.payload })
      return answer.head as Acceptance
    },
  }
}
