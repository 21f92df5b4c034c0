import { text, utf8 } from '../../base/bytes.ts'
import type { Party } from '../extensions/party.ts'
import { type Api, readSubscription } from '../extensions/telemetry/subscription.ts'
import type { BodyReader, Exchange } from './exchange.ts'
import { callerOf } from './extension-caller.ts'
import { GatheredBody } from './gathered-body.ts'
import { logsClosed, noLogs, noTelemetry, subscriptionsClosed } from './runtime-refusals.ts'

const bodyBytesMax = 64 * 1024

/** PUT /2022-07-01/telemetry and /2020-08-15/logs */
export const telemetrySubscribe =
  (api: Api) =>
  (exchange: Exchange, party: Party): BodyReader => {
    const { telemetry } = party
    const body = new GatheredBody(bodyBytesMax)
    return {
      chunk: (bytes) => body.add(bytes),
      end() {
        if (!telemetry.offered) return exchange.refuse(api === 'logs' ? noLogs : noTelemetry)
        const caller = callerOf(exchange, party)
        if ('status' in caller) return exchange.refuse(caller)
        if (!telemetry.open) return exchange.refuse(api === 'logs' ? logsClosed : subscriptionsClosed)
        const asked = readSubscription(text(body.take()), api)
        if ('invalid' in asked) {
          return exchange.refuse({ status: 400, errorType: 'ValidationError', errorMessage: asked.invalid })
        }
        exchange.reply(200, utf8('"OK"'))
        telemetry.subscribe(caller.name, asked)
      },
    }
  }
