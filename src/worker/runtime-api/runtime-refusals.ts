import { responseBytesMax } from '../../lambda/quotas.ts'
import type { RuntimeState, RuntimeStep } from './runtime-state.ts'

/**
 * What the Runtime API answers when it does not do what it was asked. Types and statuses are those of AWS's Runtime
 * Interface Emulator; paths that it does not know are refused in words of our own.
 */
export interface RuntimeRefusal {
  status: number
  errorType: string
  errorMessage: string
}

const refusal = (status: number, errorType: string, errorMessage: string): RuntimeRefusal => ({
  status,
  errorType,
  errorMessage,
})

export const invalidRequestId = refusal(400, 'InvalidRequestID', 'Invalid request ID')
export const invalidInvocationId = refusal(400, 'InvalidInvocationId', 'Invalid invocation ID')
export const invalidResponseMode = refusal(
  400,
  'InvalidFunctionResponseMode',
  'Lambda-Runtime-Function-Response-Mode must be "streaming" or "buffered", or absent.',
)
export const tooLarge = refusal(
  413,
  'RequestEntityTooLarge',
  `Exceeded maximum allowed payload size (${responseBytesMax} bytes).`,
)
export const malformed = refusal(400, 'InvalidRequest', 'The request is not valid HTTP.')
export const noSuchPath = refusal(404, 'NotFound', 'The Runtime API has no such path.')
export const noSuchMethod = refusal(405, 'MethodNotAllowed', 'The Runtime API knows this path with another method.')
export const subscriptionsClosed = refusal(403, 'Telemetry.SubscriptionClosed', 'Telemetry API subscription is closed')
export const logsClosed = refusal(403, 'Logs.SubscriptionClosed', 'Logs API subscription is closed')
/** Runtimes and libraries know this answer and go on without. */
export const noTelemetry = refusal(202, 'Telemetry.NotSupported', 'Telemetry API is not supported')
export const noLogs = refusal(202, 'Logs.NotSupported', 'Logs API is not supported')

export function invalidTransition(state: RuntimeState, step: RuntimeStep): RuntimeRefusal {
  const message = `State transition from ${state} to ${step} failed for runtime. Error: State transition is not allowed`
  return refusal(403, 'InvalidStateTransition', message)
}
