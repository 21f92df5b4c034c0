import type { RuntimeRefusal } from '../runtime-api/runtime-refusals.ts'
import type { ExtensionState } from './extension-state.ts'

/** Lambda Developer Guide: Lambda quotas. */
export const extensionsMax = 10

/** What the Extensions API answers when it does not do what it was asked; as AWS's Runtime Interface Emulator. */
const refusal = (errorType: string, errorMessage: string): RuntimeRefusal => ({ status: 403, errorType, errorMessage })

export const noName = refusal('Extension.InvalidExtensionName', 'Empty extension name')
export const noIdentifier = refusal(
  'Extension.MissingExtensionIdentifier',
  'Missing Lambda-Extension-Identifier header',
)
export const invalidIdentifier = refusal('Extension.InvalidExtensionIdentifier', 'Invalid Lambda-Extension-Identifier')
export const noErrorType = refusal('Extension.MissingHeader', 'Lambda-Extension-Function-Error-Type not found')
export const registrationClosed = refusal('Extension.RegistrationClosed', 'Extension registration closed already')
export const nameTaken = refusal('Extension.InvalidExtensionState', 'Extension with this name already registered')
export const tooManyExtensions = refusal('Extension.TooManyExtensions', `Extension limit (${extensionsMax}) reached`)

export const invalidFormat = (why: string): RuntimeRefusal => refusal('InvalidRequestFormat', why)

export const unknownExtension = (id: string): RuntimeRefusal =>
  refusal('Extension.UnknownExtensionIdentifier', `Unknown extension ${id}`)

export function invalidEvent(event: string, known: boolean): RuntimeRefusal {
  const why = known ? 'ShutdownEventNotSupportedForInternalExtension' : 'ErrorInvalidEventType'
  return refusal('Extension.InvalidEventType', `${event}: ${why}`)
}

export function invalidState(from: ExtensionState, to: ExtensionState, extension: string): RuntimeRefusal {
  const message = `State transition from ${from} to ${to} failed for extension ${extension}. Error: State transition is not allowed`
  return refusal('Extension.InvalidExtensionState', message)
}
