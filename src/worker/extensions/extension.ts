import type { RuntimeRefusal } from '../runtime-api/runtime-refusals.ts'
import { invalidState } from './extension-refusals.ts'
import { type ExtensionState, mayBecome } from './extension-state.ts'

export type ExtensionEvent = 'INVOKE' | 'SHUTDOWN'

/** An extension that waits for its next event. */
export interface EventPoll {
  deliver(eventId: string, event: string): void
  refuse(refusal: RuntimeRefusal): void
}

/** One extension: a process of its own (external), or a part of the runtime's (internal). */
export class Extension {
  readonly name: string
  readonly id: string
  readonly external: boolean
  state: ExtensionState = 'Started'
  events: readonly ExtensionEvent[] = []
  /** By which it has called its own failure, cleaned. */
  errorType: string | undefined
  /** Its process has ended. */
  gone = false
  #poll: EventPoll | undefined
  /** Said while nobody listened. */
  #untold: { eventId: string; event: string } | undefined

  constructor(name: string, id: string, external: boolean) {
    this.name = name
    this.id = id
    this.external = external
  }

  register(events: readonly ExtensionEvent[]): RuntimeRefusal | undefined {
    const refusal = this.#become('Registered', this.name)
    if (!refusal) this.events = [...new Set(events)]
    return refusal
  }

  /** A poll whose connection broke may be asked again. */
  ask(poll: EventPoll): RuntimeRefusal | undefined {
    const again = this.#untold ? this.state === 'Running' : this.state === 'Ready' && !this.#poll
    const refusal = again ? undefined : this.#become('Ready')
    if (refusal) return refusal
    this.#poll = poll
    this.#deliver()
    return undefined
  }

  forget(poll: EventPoll): void {
    if (this.#poll === poll) this.#poll = undefined
  }

  tell(event: string, eventId: string): void {
    if (this.state === 'Ready') this.state = 'Running'
    this.#untold = { eventId, event }
    this.#deliver()
  }

  fail(phase: 'InitError' | 'ExitError', said: string): RuntimeRefusal | undefined {
    const refusal = this.#become(phase)
    if (!refusal) this.errorType ??= /^Extension\.[A-Z][a-zA-Z]+$/.test(said) ? said : `Extension.${phase}`
    return refusal
  }

  #deliver(): void {
    const [poll, untold] = [this.#poll, this.#untold]
    if (!poll || !untold) return
    this.#poll = this.#untold = undefined
    this.state = 'Running'
    poll.deliver(untold.eventId, untold.event)
  }

  #become(state: ExtensionState, called = this.id): RuntimeRefusal | undefined {
    if (!mayBecome(this.state, state)) return invalidState(this.state, state, called)
    this.state = state
    return undefined
  }
}
