import type { Extension } from '../extensions/extension.ts'
import { invalidIdentifier, noIdentifier } from '../extensions/extension-refusals.ts'
import type { Party } from '../extensions/party.ts'
import type { Exchange } from './exchange.ts'
import type { RuntimeRefusal } from './runtime-refusals.ts'

const uuid = /^[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}$/i

/** Who asks, by Lambda-Extension-Identifier. */
export function callerOf({ request }: Exchange, { extensions }: Party): Extension | RuntimeRefusal {
  const id = request.headers.get('lambda-extension-identifier')
  if (!id) return noIdentifier
  return uuid.test(id) ? extensions.find(id.toLowerCase()) : invalidIdentifier
}
