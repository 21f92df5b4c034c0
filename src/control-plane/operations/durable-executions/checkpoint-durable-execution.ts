import { refuseUnknownToken } from './unknown-execution.ts'

/** Lambda API: CheckpointDurableExecution. */
export function checkpointDurableExecution(): never {
  refuseUnknownToken()
}
