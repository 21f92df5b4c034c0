import type { SendDurableExecutionCallbackSuccessRequest } from '@aws-sdk/client-lambda'
import { refuseUnknownCallback } from './unknown-execution.ts'

/** Lambda API: SendDurableExecutionCallbackSuccess. */
export function sendDurableExecutionCallbackSuccess(input: SendDurableExecutionCallbackSuccessRequest): never {
  refuseUnknownCallback(input.CallbackId!)
}
