import { noErrorType } from '../extensions/extension-refusals.ts'
import type { Party } from '../extensions/party.ts'
import { accepted } from './accepted.ts'
import type { BodyReader, Exchange } from './exchange.ts'
import { callerOf } from './extension-caller.ts'

/** POST /extension/init/error and /extension/exit/error: an extension has failed, and will end. */
export const extensionError =
  (phase: 'InitError' | 'ExitError') =>
  (exchange: Exchange, party: Party): BodyReader => ({
    end() {
      const caller = callerOf(exchange, party)
      if ('status' in caller) return exchange.refuse(caller)
      const said = exchange.request.headers.get('lambda-extension-function-error-type')
      const refusal = said ? party.extensions.fail(caller, phase, said) : noErrorType
      if (refusal) exchange.refuse(refusal)
      else exchange.reply(202, accepted)
    },
  })
