import { refuse } from '../../../lambda/refusals.ts'

/**
 * Nothing here starts durable executions yet: whatever a caller names, it cannot exist.
 * Each operation answers as Lambda does for an execution, token or callback that it does not know.
 */
export function refuseUnknownExecution(arn: string): never {
  refuse('ResourceNotFoundException', `Durable execution not found: ${arn}`)
}

/** CheckpointDurableExecution and GetDurableExecutionState know no "not found": the token is what is wrong. */
export function refuseUnknownToken(): never {
  refuse('InvalidParameterValueException', 'Invalid Checkpoint Token')
}

export function refuseUnknownCallback(id: string): never {
  refuse('ResourceNotFoundException', `Callback not found: ${id}`)
}
