import type { Clock } from '../../base/clock.ts'
import { groupKey, type LogEvent, type LogSink } from '../../telemetry/telemetry.ts'
import type { EnvironmentLog, ExtensionNote, InitReport, InvocationReport } from '../environment-log.ts'
import type { EnvironmentSpec } from '../worker.ts'
import { passesLevel } from './application-level.ts'
import { JsonVoice } from './json-voice.ts'
import { LineRate } from './line-rate.ts'
import { cutEvent, LineSplitter } from './line-splitter.ts'
import { LogTail } from './log-tail.ts'
import { TextVoice } from './text-voice.ts'
import type { PlatformLine, Voice } from './voice.ts'

export interface InvocationLogParts {
  clock: Clock
  sink: LogSink
  spec: EnvironmentSpec
  /** Name of the log stream. */
  stream: string
  /** As INIT_START says it. */
  runtimeVersion: string
}

const rank = { DEBUG: 1, INFO: 2, WARN: 3 } as const

/** One environment's log: Lambda's own lines and the function's, in their order, to the sink. */
export class InvocationLog implements EnvironmentLog {
  readonly group: string
  readonly stream: string
  #parts: InvocationLogParts
  #voice: Voice
  #rate = new LineRate()
  #splitters = {
    stdout: new LineSplitter((text) => this.#tell(text)),
    stderr: new LineSplitter((text) => this.#tell(text)),
  }
  /** Only custom runtimes leave the filtering of their lines to us. */
  #minimum: string | undefined
  #requestId = ''
  #tail: LogTail | undefined
  #pending: LogEvent[] = []

  constructor(parts: InvocationLogParts) {
    this.#parts = parts
    const { spec } = parts
    const json = spec.logging.format === 'JSON'
    this.group = spec.logging.group
    this.stream = parts.stream
    this.#voice = json ? new JsonVoice(spec) : new TextVoice(spec)
    if (json && spec.runtime.startsWith('provided')) this.#minimum = spec.logging.applicationLevel
    this.#speak(this.#voice.initStart(parts.clock.now(), parts.runtimeVersion))
    this.#deliver()
  }

  line(_stream: 'stdout' | 'stderr', text: string): void {
    for (const piece of cutEvent(text)) this.#tell(piece)
    this.#deliver()
  }

  output(stream: 'stdout' | 'stderr', chunk: Uint8Array): void {
    this.#splitters[stream].push(chunk)
    this.#deliver()
  }

  noted(note: ExtensionNote): void {
    this.#flush()
    this.#speak(this.#voice.noted(this.#parts.clock.now(), note))
    this.#deliver()
  }

  initEnded(report: InitReport): void {
    this.#flush()
    this.#speak(this.#voice.initEnded(this.#parts.clock.now(), report))
    this.#deliver()
  }

  started({ requestId, tail }: { requestId: string; traceId: string; tail: boolean }): void {
    this.#flush()
    this.#requestId = requestId
    this.#tail = tail ? new LogTail() : undefined
    this.#speak(this.#voice.started(this.#parts.clock.now(), requestId))
    this.#deliver()
  }

  ended(report: InvocationReport): Uint8Array | undefined {
    this.#flush()
    this.#speak(this.#voice.ended(this.#parts.clock.now(), this.#requestId, report))
    this.#deliver()
    const tail = this.#tail?.take()
    this.#tail = undefined
    return tail
  }

  close(): void {
    this.#flush()
    this.#deliver()
  }

  /** A line of the function. */
  #tell(text: string): void {
    if (this.#minimum !== undefined && !passesLevel(text, this.#minimum)) return
    const timestamp = this.#parts.clock.now()
    if (!this.#rate.admit(timestamp, text.length)) return
    this.#confessDrops(timestamp)
    this.#add(timestamp, text.endsWith('\n') ? text : `${text}\n`)
  }

  #speak(lines: readonly PlatformLine[]): void {
    const timestamp = this.#parts.clock.now()
    const { format, systemLevel } = this.#parts.spec.logging
    for (const { level, message } of lines) {
      if (format === 'Text' || rank[level] >= rank[systemLevel]) this.#add(timestamp, message)
    }
  }

  #flush(): void {
    this.#splitters.stdout.flush()
    this.#splitters.stderr.flush()
    this.#confessDrops(this.#parts.clock.now())
  }

  #confessDrops(timestamp: number): void {
    const dropped = this.#rate.takeDropped()
    if (dropped) this.#speak(this.#voice.dropped(timestamp, dropped))
  }

  #add(timestamp: number, message: string): void {
    this.#pending.push({ timestamp, message })
    this.#tail?.add(message)
  }

  #deliver(): void {
    if (this.#pending.length === 0) return
    this.#parts.sink.append(groupKey(this.#parts.spec, this.group), this.stream, this.#pending)
    this.#pending = []
  }
}
