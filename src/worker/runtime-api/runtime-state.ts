/** Where a runtime is in its dialogue with us; names as in the Runtime API's own refusals. */
export type RuntimeState =
  | 'Started'
  /** It has asked for an invocation. */
  | 'Ready'
  | 'Running'
  /** Its answer is on the way. */
  | 'Responding'
  | 'InvocationResponse'
  | 'InvocationErrorResponse'
  | 'InitError'

/** What a runtime does, or we to it. */
export type RuntimeStep = RuntimeState

/** What is not in the table is refused. */
const allowed: Record<RuntimeState, readonly RuntimeStep[]> = {
  Started: ['Ready', 'InitError'],
  // A runtime whose connection broke asks again.
  Ready: ['Ready', 'Running'],
  Running: ['Responding', 'InvocationErrorResponse'],
  Responding: ['InvocationResponse', 'InvocationErrorResponse'],
  InvocationResponse: ['Ready'],
  InvocationErrorResponse: ['Ready'],
  InitError: [],
}

export const mayFollow = (state: RuntimeState, step: RuntimeStep): boolean => allowed[state].includes(step)
