import type { GetDurableExecutionHistoryRequest } from '@aws-sdk/client-lambda'
import { refuseUnknownExecution } from './unknown-execution.ts'

/** Lambda API: GetDurableExecutionHistory. */
export function getDurableExecutionHistory(input: GetDurableExecutionHistoryRequest): never {
  refuseUnknownExecution(input.DurableExecutionArn!)
}
