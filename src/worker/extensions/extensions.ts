import type { InvokeHead } from '../lanes/lane.ts'
import { signalName } from '../outcomes.ts'
import type { RuntimeRefusal } from '../runtime-api/runtime-refusals.ts'
import type { Exit } from '../sandbox/sandbox.ts'
import { type EventPoll, Extension, type ExtensionEvent } from './extension.ts'
import {
  extensionsMax,
  invalidEvent,
  nameTaken,
  registrationClosed,
  tooManyExtensions,
  unknownExtension,
} from './extension-refusals.ts'

export interface ExtensionsParts {
  identify(): string
  /** File names in /opt/extensions. */
  external: readonly string[]
}

/** Why an environment cannot go on. */
export interface ExtensionFailure {
  errorType: string
  /** As the caller reads it after `Error: `. */
  words: string
}

/**
 * The extensions of one environment: what each may say when, and what their environment waits for (Lambda Developer
 * Guide: Extensions API). Knows no process and no connection.
 */
export class Extensions {
  #parts: ExtensionsParts
  #all: Extension[]
  #open = true
  #ending = false
  #waiters: { until: () => boolean; resolve: () => void }[] = []
  #failure = Promise.withResolvers<ExtensionFailure>()
  #errorType: string | undefined

  constructor(parts: ExtensionsParts) {
    this.#parts = parts
    this.#all = parts.external.map((name) => new Extension(name, parts.identify(), true))
  }

  get all(): readonly Extension[] {
    return this.#all
  }

  get external(): readonly Extension[] {
    return this.#all.filter((each) => each.external)
  }

  /** What an extension has called its own failure, before its process or the runtime ended. */
  get errorType(): string | undefined {
    return this.#errorType
  }

  /** Resolves when one ends that should not. */
  get failure(): Promise<ExtensionFailure> {
    return this.#failure.promise
  }

  /** Resolves once all external ones have registered: then the runtime may start. */
  registered(): Promise<void> {
    return this.#when(() => this.external.every((each) => each.state !== 'Started'))
  }

  /** The runtime is there: who has not registered yet cannot any more. */
  closeRegistration(): void {
    this.#open = false
  }

  /** Resolves once all wait for an event. */
  ready(): Promise<void> {
    return this.#when(() => this.#all.every((each) => each.state === 'Ready'))
  }

  register(name: string, events: readonly string[]): Extension | RuntimeRefusal {
    const external = this.external.find((each) => each.name === name)
    const unknown = events.find((event) => event !== 'INVOKE' && (event !== 'SHUTDOWN' || !external))
    if (unknown !== undefined) return invalidEvent(unknown, unknown === 'SHUTDOWN')
    const extension = external ?? this.#makeInternal(name)
    if ('errorType' in extension && 'status' in extension) return extension
    const refusal = extension.register(events as readonly ExtensionEvent[])
    this.#changed()
    return refusal ?? extension
  }

  find(id: string): Extension | RuntimeRefusal {
    return this.#all.find((each) => each.id === id) ?? unknownExtension(id)
  }

  /** GET …/event/next */
  ask(extension: Extension, poll: EventPoll): RuntimeRefusal | undefined {
    const refusal = extension.ask(poll)
    if (!refusal) this.#changed()
    return refusal
  }

  /** POST …/init/error and …/exit/error: what becomes of it shows when its process ends. */
  fail(extension: Extension, phase: 'InitError' | 'ExitError', said: string): RuntimeRefusal | undefined {
    const refusal = extension.fail(phase, said)
    if (!refusal) this.#errorType ??= `Extension.${phase}`
    return refusal
  }

  /** Tells those who want to know; resolves once they all have asked for the next event. */
  invoke(head: InvokeHead): Promise<void> {
    const told = this.#all.filter((each) => each.events.includes('INVOKE'))
    const event = {
      eventType: 'INVOKE',
      deadlineMs: Math.floor(head.deadlineMs),
      requestId: head.requestId,
      invokedFunctionArn: head.invokedArn,
      tracing: { type: 'X-Amzn-Trace-Id', value: head.traceId },
    }
    for (const each of told) each.tell(JSON.stringify(event), this.#parts.identify())
    return this.#when(() => told.every((each) => each.state === 'Ready'))
  }

  /** From now on they may end. Tells the external ones that asked for it, and names the others. */
  shutDown(shutdownReason: string, deadlineMs: number): { told: Extension[]; untold: Extension[] } {
    this.#ending = true
    const running = this.external.filter((each) => !each.gone)
    const told = running.filter((each) => each.events.includes('SHUTDOWN'))
    const event = { eventType: 'SHUTDOWN', shutdownReason, deadlineMs: Math.floor(deadlineMs) }
    for (const each of told) each.tell(JSON.stringify(event), this.#parts.identify())
    return { told, untold: running.filter((each) => !told.includes(each)) }
  }

  /** Resolves once the processes of these have ended. */
  gone(extensions: readonly Extension[]): Promise<void> {
    return this.#when(() => extensions.every((each) => each.gone))
  }

  /** The process of an external one has ended. */
  exited(extension: Extension, exit: Exit): void {
    extension.gone = true
    if (!this.#ending) {
      this.#failure.resolve({ errorType: this.#errorType ?? 'Extension.Crash', words: describeExit(exit) })
    }
    this.#changed()
  }

  #makeInternal(name: string): Extension | RuntimeRefusal {
    if (!this.#open) return registrationClosed
    if (this.#all.some((each) => each.name === name)) return nameTaken
    if (this.#all.length >= extensionsMax) return tooManyExtensions
    const extension = new Extension(name, this.#parts.identify(), false)
    this.#all.push(extension)
    return extension
  }

  #when(until: () => boolean): Promise<void> {
    return new Promise((resolve) => {
      if (until()) resolve()
      else this.#waiters.push({ until, resolve })
    })
  }

  #changed(): void {
    this.#waiters = this.#waiters.filter(({ until, resolve }) => {
      if (!until()) return true
      resolve()
      return false
    })
  }
}

function describeExit({ status, signal }: Exit): string {
  if (signal) return `signal: ${signalName(signal)}`
  return status ? `exit status ${status}` : 'exit code 0'
}
