import type { SendDurableExecutionCallbackHeartbeatRequest } from '@aws-sdk/client-lambda'
import { refuseUnknownCallback } from './unknown-execution.ts'

/** Lambda API: SendDurableExecutionCallbackHeartbeat. */
export function sendDurableExecutionCallbackHeartbeat(input: SendDurableExecutionCallbackHeartbeatRequest): never {
  refuseUnknownCallback(input.CallbackId!)
}
