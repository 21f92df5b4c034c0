import type { Clock } from '../../base/clock.ts'
import type { Adoption, InvokeHead } from '../lanes/lane.ts'
import {
  type Broken,
  type CloseReason,
  type InitEnd,
  type InvokeEnd,
  type Overhears,
  type RuntimeProcess,
  RuntimeSession,
  type Session,
} from '../runtime-session.ts'
import type { Exit, Sandbox } from '../sandbox/sandbox.ts'
import type { ResponseSink } from '../worker.ts'
import type { Extensions } from './extensions.ts'
import { shutDown, shutdownMs } from './shut-down.ts'
import { StartedSandbox } from './started-sandbox.ts'
import type { Starter } from './starter.ts'

export interface ExtendedSessionParts {
  process: RuntimeProcess
  clock: Clock
  extensions: Extensions
  /** Absent where the sandbox's first program is the runtime itself: then there are internal extensions at most. */
  starter?: Starter
}

/** A runtime and the extensions around it, in the service of one function. */
export class ExtendedSession implements Session {
  readonly sandbox: Sandbox
  #parts: ExtendedSessionParts
  #runtime: RuntimeSession
  #broken = Promise.withResolvers<Broken>()
  #spent = false
  #runtimeStarted: boolean
  #runtimeGone = Promise.withResolvers<void>()
  #sandboxGone = false
  #onExit: (() => void) | undefined
  #rest: Promise<Broken | undefined> | undefined

  constructor(parts: ExtendedSessionParts, overhears: Overhears) {
    const { process, clock, extensions, starter } = parts
    this.#parts = parts
    this.#runtimeStarted = !starter
    const started = starter && new StartedSandbox(process.sandbox, clock)
    this.sandbox = started ?? process.sandbox
    starter?.listen({
      runtimeExited: (exit) => started?.runtimeExited(exit),
      extensionExited: (at, exit) => this.#extensionExited(at, exit),
      extensionOutput: (_at, chunk) => overhears.output('stdout', chunk),
    })
    this.#runtime = new RuntimeSession({ ...process, sandbox: this.sandbox }, overhears)
    this.sandbox.onExit(() => this.#runtimeGone.resolve())
    process.sandbox.onExit(() => (this.#sandboxGone = true))
    this.#runtime.onExit(() => this.#onExit?.())
    void extensions.failure.then((failure) => this.#break({ how: 'extension-failed', ...failure }))
  }

  get alive(): boolean {
    return this.#runtime.alive && !this.#spent
  }

  onExit(listener: () => void): void {
    this.#onExit = listener
  }

  async init(adoption: Adoption): Promise<InitEnd> {
    const end = await Promise.race([this.#begin(adoption), this.#broken.promise])
    return this.#named(end)
  }

  async invoke(head: InvokeHead, event: Uint8Array, sink?: ResponseSink): Promise<InvokeEnd> {
    const { extensions } = this.#parts
    this.#rest = undefined
    if (extensions.all.length === 0) return this.#runtime.invoke(head, event, sink)
    const done = extensions.invoke(head).then(() => undefined)
    const end = await Promise.race([this.#runtime.invoke(head, event, sink), this.#broken.promise])
    if (this.alive) this.#rest = Promise.race([done, this.#broken.promise])
    return this.#named(end)
  }

  rest(): Promise<Broken | undefined> | undefined {
    return this.#rest
  }

  end(how: 'out-of-memory' | 'timed-out'): void {
    // Those who ran out of time may still say goodbye; who took too much memory must give it back now.
    if (how === 'out-of-memory' || this.#parts.extensions.all.length === 0) this.#runtime.end(how)
    this.#break({ how })
  }

  async dispose(reason: CloseReason): Promise<void> {
    const { clock, extensions, starter } = this.#parts
    this.#spent = true
    this.sandbox.thaw()
    if (starter && !this.#sandboxGone && shutdownMs(extensions) > 0) {
      if (!this.#runtimeStarted) this.#runtimeGone.resolve()
      await shutDown({ clock, extensions, starter, reason, runtimeGone: this.#runtimeGone.promise })
    }
    await this.#runtime.dispose()
  }

  async #begin(adoption: Adoption): Promise<InitEnd> {
    const { extensions, starter } = this.#parts
    await extensions.registered()
    if (this.#spent) return this.#broken.promise
    this.#runtimeStarted = true
    starter?.startRuntime()
    const end = await this.#runtime.init(adoption)
    if (end.how !== 'initialised') return end
    extensions.closeRegistration()
    await extensions.ready()
    return end
  }

  #extensionExited(at: number, exit: Exit): void {
    const extension = this.#parts.extensions.external[at]
    if (extension) this.#parts.extensions.exited(extension, exit)
  }

  #break(broken: Broken): void {
    this.#spent = true
    this.#broken.resolve(broken)
    this.#onExit?.()
  }

  /** An internal extension that has told its error ends with the runtime: then the error is the extension's. */
  #named<End extends InitEnd | InvokeEnd>(end: End): End | Broken {
    const { errorType } = this.#parts.extensions
    if (end.how !== 'exited' || !errorType) return end
    return { ...end, errorType }
  }
}
