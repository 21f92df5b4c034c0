import { responseBytesMax, streamedResponseBytesMax } from '../lambda/quotas.ts'
import type { ExtensionNote, InvocationReport } from './environment-log.ts'
import { errorTypeOf } from './lanes/fast-lane.ts'
import type { Adoption, InvokeHead } from './lanes/lane.ts'
import { Pieces } from './lanes/pieces.ts'
import type { LaneListener, RuntimeLane } from './lanes/runtime-lane.ts'
import type { Exit, Sandbox } from './sandbox/sandbox.ts'
import type { ResponseSink } from './worker.ts'

export type InitEnd = { how: 'initialised' } | Broken
export type InvokeEnd =
  | { how: 'answered'; payload: Uint8Array }
  /** The sink has it all; with the error that came in midstream. */
  | { how: 'streamed'; error?: Uint8Array }
  | { how: 'too-large' }
  | Broken
export type Broken =
  | { how: 'failed'; error: Uint8Array; errorType: string }
  /** The type where it is not the runtime's: an extension in it has told its error before. */
  | { how: 'exited'; exit: Exit; errorType?: string }
  | { how: 'out-of-memory' }
  | { how: 'timed-out' }
  /** There is nothing that could be started. */
  | { how: 'unbootable'; errorType: string; words: string }
  | { how: 'extension-failed'; errorType: string; words: string }

export type CloseReason = 'spindown' | 'timeout' | 'failure'

/** A runtime in the service of one function, with or without extensions around it. */
export interface Session {
  readonly sandbox: Sandbox
  /** Can be asked again. */
  readonly alive: boolean
  /** Told when it ends while nobody waits for an answer. */
  onExit(listener: () => void): void
  init(adoption: Adoption): Promise<InitEnd>
  /** Resolves when the runtime has answered. */
  invoke(head: InvokeHead, event: Uint8Array, sink?: ResponseSink): Promise<InvokeEnd>
  /** Others who still work for the invocation: resolves when they are done, or with why they never will be. */
  rest?(): Promise<Broken | undefined> | undefined
  /** The invocation is over, extensions' part of it too. */
  reported?(requestId: string, report: InvocationReport): void
  /** Whoever waits is told why, at once. */
  end(how: 'out-of-memory' | 'timed-out'): void
  dispose(reason: CloseReason): Promise<void>
}

export interface RuntimeProcess {
  sandbox: Sandbox
  lane: RuntimeLane
}

/** What of a session concerns its log. */
export interface Overhears {
  line(stream: 'stdout' | 'stderr', text: string): void
  output(stream: 'stdout' | 'stderr', chunk: Uint8Array): void
  noted(note: ExtensionNote): void
}

/** One runtime process in the service of one function: one question at a time, and exactly one end for each. */
export class RuntimeSession implements Session {
  readonly sandbox: Sandbox
  #lane: RuntimeLane
  #onInit: ((end: InitEnd) => void) | undefined
  #onInvoke: ((end: InvokeEnd) => void) | undefined
  #answer: Answer | undefined
  #exit: Exit | undefined
  /** It has said its last word, or was told to end. */
  #spent = false
  #onExit: (() => void) | undefined

  constructor(process: RuntimeProcess, overhears: Overhears) {
    this.sandbox = process.sandbox
    this.#lane = process.lane
    this.#lane.listen(this.#listener(overhears))
    this.sandbox.onOutput((stream, chunk) => overhears.output(stream, chunk))
    this.sandbox.onExit((exit) => this.#exited(exit))
  }

  /** Can be asked again. */
  get alive(): boolean {
    return !this.#exit && !this.#spent
  }

  /** Told when the process ends while nobody waits for an answer. */
  onExit(listener: () => void): void {
    this.#onExit = listener
  }

  init(adoption: Adoption): Promise<InitEnd> {
    return new Promise((resolve) => {
      if (this.#exit) return resolve({ how: 'exited', exit: this.#exit })
      this.#onInit = resolve
      this.#lane.adopt(adoption)
    })
  }

  invoke(head: InvokeHead, event: Uint8Array, sink?: ResponseSink): Promise<InvokeEnd> {
    return new Promise((resolve) => {
      if (this.#exit) return resolve({ how: 'exited', exit: this.#exit })
      this.#onInvoke = resolve
      this.#answer = new Answer(this.#lane, sink)
      this.#lane.invoke(head, event)
    })
  }

  /** Kills the process; whoever waits is told why, at once. */
  end(how: 'out-of-memory' | 'timed-out'): void {
    this.#spent = true
    this.sandbox.kill()
    this.#settle({ how })
  }

  async dispose(): Promise<void> {
    await this.sandbox.dispose()
    this.#lane.close()
  }

  #exited(exit: Exit): void {
    this.#exit = exit
    this.#settle({ how: 'exited', exit })
    this.#onExit?.()
  }

  #settle(end: Broken): void {
    this.#settleInit(end)
    this.#settleInvoke(end)
  }

  #settleInit(end: InitEnd): void {
    this.#onInit?.(end)
    this.#onInit = undefined
  }

  #settleInvoke(end: InvokeEnd): void {
    this.#onInvoke?.(end)
    this.#onInvoke = undefined
    this.#answer = undefined
  }

  #listener(overhears: Overhears): LaneListener {
    return {
      ready: () => {},
      initialised: () => this.#settleInit({ how: 'initialised' }),
      initFailed: (error, errorType) => {
        this.#spent = true
        this.#settleInit({ how: 'failed', error, errorType })
      },
      result: (payload) => this.#settleInvoke(bounded(payload)),
      error: (error, errorType) => this.#settleInvoke({ how: 'failed', error, errorType }),
      lastError: (error, errorType) => {
        this.#spent = true
        this.#settleInvoke({ how: 'failed', error, errorType })
      },
      streamStart: (contentType) => this.#answer?.start(contentType),
      streamChunk: (chunk) => {
        if (this.#answer?.add(chunk) === 'too-large') this.#settleInvoke({ how: 'too-large' })
      },
      streamEnd: (error) => void this.#answer?.end(error).then((end) => this.#settleInvoke(end)),
      log: (stream, text) => overhears.line(stream, text),
      violated: () => this.sandbox.kill(),
    }
  }
}

const bounded = (payload: Uint8Array): InvokeEnd =>
  payload.length > responseBytesMax ? { how: 'too-large' } : { how: 'answered', payload }

/** A streamed answer on its way: to the sink, or gathered for a caller who wants it whole. */
class Answer {
  #lane: RuntimeLane
  #sink: ResponseSink | undefined
  #gathered = new Pieces()
  #bytes = 0
  #unwritten = 0
  #written = Promise.resolve()

  constructor(lane: RuntimeLane, sink?: ResponseSink) {
    this.#lane = lane
    this.#sink = sink
  }

  start(contentType: string): void {
    this.#sink?.start(contentType)
  }

  add(chunk: Uint8Array): 'too-large' | undefined {
    this.#bytes += chunk.length
    if (this.#bytes > (this.#sink ? streamedResponseBytesMax : responseBytesMax)) return 'too-large'
    if (this.#sink) this.#write(this.#sink, chunk)
    else this.#gathered.add(chunk)
    return undefined
  }

  async end(error?: Uint8Array): Promise<InvokeEnd> {
    await this.#written
    if (this.#sink) return { how: 'streamed', error }
    if (error) return { how: 'failed', error, errorType: errorTypeOf(error) }
    return { how: 'answered', payload: this.#gathered.whole() }
  }

  #write(sink: ResponseSink, chunk: Uint8Array): void {
    if (this.#unwritten++ === 0) this.#lane.pause()
    this.#written = this.#written.then(async () => {
      await sink.write(chunk)
      if (--this.#unwritten === 0) this.#lane.resume()
    })
  }
}
