import type { GetDurableExecutionRequest } from '@aws-sdk/client-lambda'
import { refuseUnknownExecution } from './unknown-execution.ts'

/** Lambda API: GetDurableExecution. */
export function getDurableExecution(input: GetDurableExecutionRequest): never {
  refuseUnknownExecution(input.DurableExecutionArn!)
}
