import type { Clock } from '../../base/clock.ts'
import type { InitReport, InvocationReport } from '../environment-log.ts'
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
import type { EnvironmentSpec, ResponseSink } from '../worker.ts'
import type { Party } from './party.ts'
import { shutDown, shutdownMs } from './shut-down.ts'
import { StartedSandbox } from './started-sandbox.ts'
import { Overheard } from './telemetry/overheard.ts'
import { TelemetryVoice } from './telemetry/telemetry-voice.ts'
import { within } from './within.ts'

export interface ExtendedSessionParts {
  process: RuntimeProcess
  clock: Clock
  party: Party
  spec: EnvironmentSpec
  runtimeVersion: string
  phase: InitReport['phase']
}

/** What an extension printed last may come after the news of its end. */
const lastWordsMs = 100

/** A runtime and the extensions around it, in the service of one function. */
export class ExtendedSession implements Session {
  readonly sandbox: Sandbox
  #parts: ExtendedSessionParts
  #log: Overhears
  #voice: TelemetryVoice
  #overheard: Overheard
  #runtime: RuntimeSession
  #broken = Promise.withResolvers<Broken>()
  #spent = false
  #runtimeStarted: boolean
  #runtimeGone = Promise.withResolvers<void>()
  #sandboxGone = false
  #onExit: (() => void) | undefined
  /** When the runtime was done. */
  #answered = { tick: 0, ms: 0 }
  #rest: Promise<Broken | undefined> | undefined

  constructor(parts: ExtendedSessionParts, log: Overhears) {
    const { process, clock, party, spec } = parts
    const { extensions, starter, telemetry } = party
    this.#parts = parts
    this.#log = log
    this.#voice = new TelemetryVoice(telemetry, spec, parts.phase)
    const overheard = new Overheard(log, telemetry, spec.logging.format === 'JSON')
    this.#overheard = overheard
    this.#runtimeStarted = !starter
    const started = starter && new StartedSandbox(process.sandbox, clock)
    this.sandbox = started ?? process.sandbox
    starter?.listen({
      runtimeExited: (exit) => started?.runtimeExited(exit),
      extensionExited: (at, exit) => void this.#extensionExited(at, exit),
      extensionOutput: (at, chunk) => overheard.extension(at, chunk),
    })
    this.#runtime = new RuntimeSession({ ...process, sandbox: this.sandbox }, overheard)
    this.sandbox.onExit(() => this.#runtimeGone.resolve())
    process.sandbox.onExit((exit) => {
      this.#sandboxGone = true
      this.#broken.resolve({ how: 'exited', exit })
    })
    this.#runtime.onExit(() => this.#onExit?.())
    void extensions.failure.then((failure) => this.#break({ how: 'extension-failed', ...failure }))
    telemetry.onSubscribed((name, types) => {
      log.noted({ what: 'subscription', name, types })
      this.#voice.subscribed(name, types)
    })
  }

  get alive(): boolean {
    return this.#runtime.alive && !this.#spent
  }

  onExit(listener: () => void): void {
    this.#onExit = listener
  }

  async init(adoption: Adoption): Promise<InitEnd> {
    const { clock, party, runtimeVersion } = this.#parts
    const since = clock.tick()
    this.#voice.initStart(runtimeVersion)
    const end = this.#named(await Promise.race([this.#begin(adoption), this.#broken.promise]))
    party.telemetry.closeSubscriptions()
    for (const extension of party.extensions.all) {
      const { name, state, events, errorType } = extension
      this.#log.noted({ what: 'extension', name, state, events, ...(errorType && { errorType }) })
      this.#voice.extension(extension)
    }
    this.#voice.initReport(clock.tick() - since, typeOf(end))
    return end
  }

  async invoke(head: InvokeHead, event: Uint8Array, sink?: ResponseSink): Promise<InvokeEnd> {
    const { clock, party } = this.#parts
    this.#rest = undefined
    if (party.extensions.all.length === 0) return this.#runtime.invoke(head, event, sink)
    const [since, startedMs] = [clock.tick(), clock.now()]
    this.#voice.started(head)
    const done = party.extensions.invoke(head).then(() => undefined)
    const end = this.#named(await Promise.race([this.#runtime.invoke(head, event, sink), this.#broken.promise]))
    const status = end.how === 'timed-out' ? 'timeout' : typeOf(end) ? 'error' : 'success'
    const producedBytes = end.how === 'answered' ? end.payload.length : 0
    const durationMs = clock.tick() - since
    this.#overheard.flush()
    this.#voice.runtimeDone(head, { status, errorType: typeOf(end), startedMs, durationMs, producedBytes })
    this.#answered = { tick: clock.tick(), ms: clock.now() }
    if (this.alive) this.#rest = Promise.race([done, this.#broken.promise])
    return end
  }

  rest(): Promise<Broken | undefined> | undefined {
    return this.#rest
  }

  reported(requestId: string, report: InvocationReport): void {
    const { tick, ms } = this.#answered
    this.#voice.report(requestId, report, { startedMs: ms, durationMs: this.#parts.clock.tick() - tick })
  }

  end(how: 'out-of-memory' | 'timed-out'): void {
    // Those who ran out of time may still say goodbye; who took too much memory must give it back now.
    if (how === 'out-of-memory' || this.#parts.party.extensions.all.length === 0) this.#runtime.end(how)
    this.#break({ how })
  }

  async dispose(reason: CloseReason): Promise<void> {
    const { clock, party } = this.#parts
    const { extensions, starter, telemetry } = party
    this.#spent = true
    this.sandbox.thaw()
    if (starter && !this.#sandboxGone && shutdownMs(extensions) > 0) {
      if (!this.#runtimeStarted) this.#runtimeGone.resolve()
      const runtimeGone = this.#runtimeGone.promise
      await shutDown({ clock, extensions, starter, telemetry, reason, runtimeGone })
    }
    telemetry.end()
    await this.#runtime.dispose()
  }

  async #begin(adoption: Adoption): Promise<InitEnd> {
    const { extensions, starter } = this.#parts.party
    await extensions.registered()
    if (this.#spent) return this.#broken.promise
    this.#runtimeStarted = true
    starter?.startRuntime()
    const end = await this.#runtime.init(adoption)
    this.#voice.initRuntimeDone(typeOf(this.#named(end)))
    if (end.how !== 'initialised') return end
    extensions.closeRegistration()
    await extensions.ready()
    return end
  }

  async #extensionExited(at: number, exit: Exit): Promise<void> {
    const { clock, party } = this.#parts
    const extension = party.extensions.external[at]
    if (!extension || !party.starter) return
    await within(clock, lastWordsMs, party.starter.outputEnded(at))
    this.#overheard.flush()
    party.extensions.exited(extension, exit)
  }

  #break(broken: Broken): void {
    this.#spent = true
    this.#broken.resolve(broken)
    this.#onExit?.()
  }

  /** An internal extension that has told its error ends with the runtime: then the error is the extension's. */
  #named<End extends InitEnd | InvokeEnd>(end: End): End | Broken {
    const { errorType } = this.#parts.party.extensions
    if (end.how !== 'exited' || !errorType) return end
    return { ...end, errorType }
  }
}

/** As telemetry names what went wrong, if anything did. */
function typeOf(end: InitEnd | InvokeEnd): string | undefined {
  if (end.how === 'timed-out') return 'Sandbox.Timedout'
  if (end.how === 'out-of-memory') return 'Runtime.OutOfMemory'
  if (end.how === 'too-large') return 'Function.ResponseSizeTooLarge'
  if (end.how === 'exited') return end.errorType ?? 'Runtime.ExitError'
  return 'errorType' in end ? end.errorType : undefined
}
