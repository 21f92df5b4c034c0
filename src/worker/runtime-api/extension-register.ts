import { text, utf8 } from '../../base/bytes.ts'
import { invalidFormat, noName } from '../extensions/extension-refusals.ts'
import type { Party } from '../extensions/party.ts'
import type { BodyReader, Exchange } from './exchange.ts'
import { GatheredBody } from './gathered-body.ts'

const bodyBytesMax = 64 * 1024

/** POST /extension/register */
export function extensionRegister(exchange: Exchange, party: Party): BodyReader {
  const { headers } = exchange.request
  const name = headers.get('lambda-extension-name')
  if (!name) return { end: () => exchange.refuse(noName) }
  const body = new GatheredBody(bodyBytesMax)
  return {
    chunk: (bytes) => body.add(bytes),
    end() {
      const events = readEvents(text(body.take()))
      if (!Array.isArray(events)) return exchange.refuse(invalidFormat(events))
      const extension = party.extensions.register(name, events)
      if ('status' in extension) return exchange.refuse(extension)
      const features = (headers.get('lambda-extension-accept-feature') ?? '').split(',').map((each) => each.trim())
      const answer = { ...party.registered, ...(features.includes('accountId') && { accountId: party.accountId }) }
      exchange.reply(200, utf8(JSON.stringify(answer)), `Lambda-Extension-Identifier: ${extension.id}\r\n`)
    },
  }
}

/** The events, or why there are none. */
function readEvents(body: string): string[] | string {
  try {
    const { events = [], configurationKeys = [] } = JSON.parse(body) as Record<string, unknown>
    if (Array.isArray(configurationKeys) && configurationKeys.length > 0) {
      return 'configurationKeys are deprecated; use environment variables instead'
    }
    if (Array.isArray(events) && events.every((each) => typeof each === 'string')) return events
    return 'events must be a list of strings'
  } catch (error) {
    return (error as Error).message
  }
}
