import { requestBytesMax } from '../lambda/quotas.ts'
import type { Refusal } from '../lambda/refusals.ts'

/** A fault of ours; what it was is told to the operator alone. */
export const serviceFault: Refusal = {
  exception: 'ServiceException',
  message: 'An error occurred and the request cannot be processed.',
}

export const managementAway: Refusal = {
  exception: 'ServiceUnavailableException',
  message: 'The control plane is starting again. Functions go on running; try this again in a moment.',
}

/** It had been asked already when it went away. */
export const managementLost: Refusal = {
  exception: 'ServiceUnavailableException',
  message: 'The control plane went away while it worked on this; it may or may not have been done.',
}

/** Recorded answer. */
export const managementTooLarge = (operation: string): Refusal => ({
  exception: 'RequestEntityTooLargeException',
  message: `Request must be smaller than ${requestBytesMax} bytes for the ${operation} operation`,
})

export const unknownOperation: Refusal = { exception: 'UnknownOperationException', message: null }

export const asyncMissing: Refusal = {
  exception: 'ServiceException',
  message: 'asynchronous invocation is not available yet',
}
