import type { SendDurableExecutionCallbackFailureRequest } from '@aws-sdk/client-lambda'
import { refuseUnknownCallback } from './unknown-execution.ts'

/** Lambda API: SendDurableExecutionCallbackFailure. */
export function sendDurableExecutionCallbackFailure(input: SendDurableExecutionCallbackFailureRequest): never {
  refuseUnknownCallback(input.CallbackId!)
}
