import { empty, utf8 } from '../base/bytes.ts'
import type { Clock, Timer } from '../base/clock.ts'
import type { EnvironmentId } from '../base/identity.ts'
import { invariant } from '../base/invariant.ts'
import { initMs, processesMax, provisionedInitMs } from '../lambda/quotas.ts'
import type { EnvironmentLog, InitReport } from './environment-log.ts'
import type { Adoption } from './lanes/lane.ts'
import {
  type Failure,
  outOfMemory,
  ownFailure,
  platformFailure,
  responseTooLarge,
  runtimeExited,
  timedOut,
} from './outcomes.ts'
import { follow } from './phases.ts'
import {
  type Broken,
  type CloseReason,
  type InitEnd,
  type InvokeEnd,
  type Overhears,
  type RuntimeProcess,
  RuntimeSession,
  type Session,
} from './runtime-session.ts'
import type { Environment, EnvironmentSpec, Phase, Work, WorkOutcome } from './worker.ts'

export interface EnvironmentParts {
  id: EnvironmentId
  spec: EnvironmentSpec
  clock: Clock
  log: EnvironmentLog
  /** A runtime that waits to be adopted, from the pool or started now. */
  boot(): Promise<Boot>
  /** Told with every change between busy and idle, and at the end. */
  onPhase(environment: ExecutionEnvironment): void
}

export type Boot =
  | {
      booted: true
      process: RuntimeProcess
      adoption: Adoption
      /** Where extensions may be around the runtime. */
      extend?(log: Overhears, phase: InitReport['phase']): Session
    }
  | { booted: false; errorType: string; words: string }

interface Run {
  end: InvokeEnd
  /** What of it goes on once the caller has its answer; resolves with why it did not end well. */
  rest?: Promise<Broken | undefined>
}

const megabyte = 1024 * 1024

/** One execution environment: a runtime process in the service of one function version, and its life's phases. */
export class ExecutionEnvironment implements Environment {
  readonly id: EnvironmentId
  readonly spec: EnvironmentSpec
  readonly createdAt: number
  initFailure: string | undefined
  /** Monotonic milliseconds of the last change of phase. */
  phaseSince: number
  #parts: EnvironmentParts
  #phase: Phase = 'starting'
  #session: Session | undefined
  /** Of the init phase, until the first invocation has reported it. */
  #initDurationMs: number | undefined
  #peakBytes = 0
  #gone: (() => void)[] = []
  #closing: Promise<void> | undefined

  constructor(parts: EnvironmentParts) {
    this.#parts = parts
    this.id = parts.id
    this.spec = parts.spec
    this.createdAt = this.phaseSince = parts.clock.tick()
  }

  get phase(): Phase {
    return this.#phase
  }

  /** The init phase. Rejects only when no runtime could be started at all. */
  async start(): Promise<void> {
    const { spec, clock, log } = this.#parts
    const since = clock.tick()
    const provisioned = spec.initialization === 'provisioned-concurrency'
    const limitMs = provisioned ? Math.max(provisionedInitMs, spec.timeoutMs) : initMs
    const end = await this.#init(limitMs, 'init')
    const durationMs = clock.tick() - since
    if (end.how === 'initialised') this.#initDurationMs = durationMs
    const failure = end.how === 'initialised' ? undefined : failureOf(end, { requestId: '', timeoutMs: limitMs })
    this.initFailure = failure?.errorType
    log.initEnded({ phase: 'init', durationMs, status: failure?.status ?? 'success', errorType: failure?.errorType })
    if (failure) await this.#dropSession(failure.status === 'timeout' ? 'timeout' : 'failure')
    if (this.#phase === 'starting') this.#follow('initialised')
  }

  async invoke(work: Work): Promise<WorkOutcome> {
    const { clock, log, spec } = this.#parts
    if (this.#phase === 'frozen') this.#thaw()
    if (this.#phase === 'gone') return this.#refuseAsGone(work)
    this.#follow('assign')
    const since = clock.tick()
    log.started({ requestId: work.requestId, traceId: work.traceId, tail: work.tail })
    const deadline = { at: clock.now() + spec.timeoutMs, since }
    const { end, rest } = await this.#run(work, deadline)
    const failure = end.how === 'answered' || end.how === 'streamed' ? midstream(end) : this.#failure(end, work)
    const answer = await this.#answer(work, end, failure)
    if (!rest) return { ...answer, ...this.#conclude(work, { end, failure, since }) }
    const concluded = rest.then((broken) =>
      this.#conclude(work, { end, failure: broken ? this.#failure(broken, work) : failure, since }),
    )
    // Who wants the log waits for its last line; nobody else waits for extensions.
    if (work.tail) return { ...answer, ...(await concluded) }
    const settled = concluded.then(({ reusable }) => reusable)
    return { ...answer, durationMs: clock.tick() - since, reusable: false, settled }
  }

  freeze(): void {
    if (this.#phase !== 'idle') return
    this.#follow('freeze')
    this.#session?.sandbox.freeze()
  }

  close(reason: CloseReason): Promise<void> {
    this.#closing ??= this.#end(reason)
    return this.#closing
  }

  onGone(listener: () => void): void {
    this.#gone.push(listener)
  }

  /** Looks at its memory and processes, and ends it when it has taken too much. */
  inspect(): void {
    if (!this.#session?.alive) return
    const usage = this.#session.sandbox.usage()
    this.#peakBytes = Math.max(this.#peakBytes, usage.residentBytes)
    if (usage.privateBytes > this.spec.memoryMb * megabyte) this.#session.end('out-of-memory')
    else if (usage.processes > processesMax) this.#session.sandbox.kill()
  }

  async #init(limitMs: number, phase: InitReport['phase']): Promise<InitEnd> {
    const boot = await this.#parts.boot()
    if (!boot.booted) return { how: 'unbootable', errorType: boot.errorType, words: boot.words }
    const { process, adoption } = boot
    const session = boot.extend?.(this.#parts.log, phase) ?? new RuntimeSession(process, this.#parts.log)
    this.#session = session
    if (this.#phase === 'gone') session.sandbox.kill()
    const timer = this.#endAfter(session, limitMs)
    const end = await session.init(adoption)
    timer.cancel()
    session.onExit(() => this.#exitedUnasked(session))
    return end
  }

  /** Lambda repeats a failed init phase within the first invocation, on its time. */
  async #run(work: Work, deadline: { at: number; since: number }): Promise<Run> {
    const { clock, spec, log } = this.#parts
    if (!this.#session) {
      const end = await this.#init(spec.timeoutMs, 'invoke').catch((): InitEnd => ({ how: 'exited', exit: {} }))
      const durationMs = clock.tick() - deadline.since
      if (end.how !== 'initialised') {
        const { status, errorType } = failureOf(end, { requestId: work.requestId, timeoutMs: spec.timeoutMs })
        log.initEnded({ phase: 'invoke', durationMs, status, errorType })
        return { end }
      }
      log.initEnded({ phase: 'invoke', durationMs, status: 'success' })
      this.initFailure = undefined
    }
    const session = this.#session
    invariant(session, 'an environment that runs has a runtime')
    const timer = this.#endAfter(session, spec.timeoutMs - (clock.tick() - deadline.since))
    const end = await session.invoke(this.#head(work, deadline.at), work.payload, work.sink)
    const rest = session.rest?.()?.finally(() => timer.cancel())
    if (!rest) timer.cancel()
    return { end, rest }
  }

  #head(work: Work, deadlineMs: number) {
    const { requestId, invokedArn, traceId, clientContext } = work
    return { requestId, deadlineMs, invokedArn, traceId, clientContext, tenantId: this.spec.tenant }
  }

  #endAfter(session: Session, ms: number): Timer {
    return this.#parts.clock.after(ms, () => session.end('timed-out'))
  }

  #failure(end: Exclude<InvokeEnd, { how: 'answered' } | { how: 'streamed' }>, work: Work): Failure {
    return failureOf(end, { requestId: work.requestId, timeoutMs: this.spec.timeoutMs })
  }

  async #answer(work: Work, end: InvokeEnd, failure?: Failure) {
    if (end.how === 'answered' && work.sink) {
      work.sink.start('application/json')
      await work.sink.write(end.payload)
    }
    const answer = end.how === 'answered' && !work.sink ? end.payload : empty
    return {
      payload: failure?.payload ?? answer,
      ...(failure && { functionError: 'Unhandled' as const, errorType: failure.errorType }),
    }
  }

  /** Reports the invocation, and makes ready for the next one or ends. */
  #conclude(work: Work, { end, failure, since }: { end: InvokeEnd; failure?: Failure; since: number }) {
    const durationMs = this.#parts.clock.tick() - since
    const initDurationMs = this.#initDurationMs
    this.#initDurationMs = undefined
    const { status = 'success', errorType, words } = failure ?? {}
    const maxMemoryMb = this.#maxMemoryMb(end)
    const report = { durationMs, initDurationMs, maxMemoryMb, status, errorType, words } as const
    const logTail = this.#parts.log.ended(report)
    this.#session?.reported?.(work.requestId, report)
    const reusable = this.#phase === 'busy' && this.#session?.alive === true
    if (reusable) this.#follow('respond')
    else void this.close(status === 'timeout' ? 'timeout' : 'failure')
    return { logTail: work.tail ? logTail : undefined, durationMs, initDurationMs, reusable }
  }

  #maxMemoryMb(end: InvokeEnd): number {
    if (end.how === 'out-of-memory') return this.spec.memoryMb
    if (this.#peakBytes === 0) this.#peakBytes = this.#session?.sandbox.usage().residentBytes ?? 0
    return Math.min(this.spec.memoryMb, Math.ceil(this.#peakBytes / megabyte))
  }

  #thaw(): void {
    this.#follow('thaw')
    this.#session?.sandbox.thaw()
  }

  #follow(signal: Parameters<typeof follow>[1]): void {
    this.#phase = follow(this.#phase, signal)
    this.phaseSince = this.#parts.clock.tick()
    this.#parts.onPhase(this)
  }

  #exitedUnasked(session: Session): void {
    if (session === this.#session && this.#phase !== 'busy' && this.#phase !== 'starting') void this.close('failure')
  }

  async #dropSession(reason: CloseReason): Promise<void> {
    const session = this.#session
    this.#session = undefined
    await session?.dispose(reason)
  }

  async #end(reason: CloseReason): Promise<void> {
    this.#follow('died')
    await this.#dropSession(reason)
    this.#parts.log.close()
    for (const listener of this.#gone.splice(0)) listener()
  }

  /** It ended between being lent and being used. */
  #refuseAsGone(work: Work): WorkOutcome {
    const { payload, errorType } = runtimeExited(work.requestId, {})
    return { payload, functionError: 'Unhandled', errorType, durationMs: 0, reusable: false, logTail: utf8('') }
  }
}

/** The sink has got the answer; an error that came in its midst goes beside it. */
function midstream(end: InvokeEnd): Failure | undefined {
  return end.how === 'streamed' && end.error ? ownFailure(end.error, 'Unhandled') : undefined
}

function failureOf(
  end: Exclude<InvokeEnd | InitEnd, { how: 'answered' } | { how: 'streamed' } | { how: 'initialised' }>,
  { requestId, timeoutMs }: { requestId: string; timeoutMs: number },
): Failure {
  switch (end.how) {
    case 'failed':
      return ownFailure(end.error, end.errorType)
    case 'exited':
      return runtimeExited(requestId, end.exit, end.errorType)
    case 'out-of-memory':
      return outOfMemory(requestId)
    case 'timed-out':
      return timedOut(requestId, timeoutMs)
    case 'too-large':
      return responseTooLarge()
    case 'unbootable':
    case 'extension-failed':
      return platformFailure(end.errorType, requestId, end.words)
  }
}
