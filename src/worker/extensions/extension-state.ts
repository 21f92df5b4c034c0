/** Where an extension is in its dialogue with us; names as in the Extensions API's own refusals. */
export type ExtensionState =
  /** Its process runs. */
  | 'Started'
  | 'Registered'
  /** It has asked for an event. */
  | 'Ready'
  | 'Running'
  | 'InitError'
  | 'ExitError'

/** What is not in the table is refused. */
const allowed: Record<ExtensionState, readonly ExtensionState[]> = {
  Started: ['Registered'],
  Registered: ['Ready', 'InitError', 'ExitError'],
  Ready: ['Running', 'ExitError'],
  Running: ['Ready', 'ExitError'],
  InitError: ['InitError'],
  ExitError: ['ExitError'],
}

export const mayBecome = (state: ExtensionState, next: ExtensionState): boolean => allowed[state].includes(next)
