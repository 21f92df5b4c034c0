import { refuseUnknownToken } from './unknown-execution.ts'

/** Lambda API: GetDurableExecutionState. */
export function getDurableExecutionState(): never {
  refuseUnknownToken()
}
