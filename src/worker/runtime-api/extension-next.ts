import { utf8 } from '../../base/bytes.ts'
import type { EventPoll } from '../extensions/extension.ts'
import type { Party } from '../extensions/party.ts'
import type { BodyReader, Exchange } from './exchange.ts'
import { callerOf } from './extension-caller.ts'

/** GET /extension/event/next: waits as long as it takes. */
export function extensionNext(exchange: Exchange, party: Party): BodyReader {
  const caller = callerOf(exchange, party)
  if ('status' in caller) return { end: () => exchange.refuse(caller) }
  const poll: EventPoll = {
    deliver: (eventId, event) => exchange.reply(200, utf8(event), `Lambda-Extension-Event-Identifier: ${eventId}\r\n`),
    refuse: (refusal) => exchange.refuse(refusal),
  }
  return {
    end() {
      const refusal = party.extensions.ask(caller, poll)
      if (refusal) exchange.refuse(refusal)
    },
    gone: () => caller.forget(poll),
  }
}
