import { InvariantViolation } from '../base/invariant.ts'
import type { Phase } from './worker.ts'

export type Signal = 'initialised' | 'assign' | 'respond' | 'freeze' | 'thaw' | 'died'

/** What is not in the table cannot happen. */
const successor: Record<Phase, Partial<Record<Signal, Phase>>> = {
  starting: { initialised: 'idle', died: 'gone' },
  idle: { assign: 'busy', freeze: 'frozen', died: 'gone' },
  frozen: { thaw: 'idle', died: 'gone' },
  busy: { respond: 'idle', died: 'gone' },
  gone: { died: 'gone' },
}

export function follow(phase: Phase, signal: Signal): Phase {
  const next = successor[phase][signal]
  if (!next) throw new InvariantViolation(`an environment that is ${phase} cannot ${signal}`)
  return next
}
