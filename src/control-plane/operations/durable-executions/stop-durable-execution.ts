import type { StopDurableExecutionRequest } from '@aws-sdk/client-lambda'
import { refuseUnknownExecution } from './unknown-execution.ts'

/** Lambda API: StopDurableExecution. */
export function stopDurableExecution(input: StopDurableExecutionRequest): never {
  refuseUnknownExecution(input.DurableExecutionArn!)
}
