import { cutEvent, LineSplitter } from '../../logs/line-splitter.ts'
import type { Overhears } from '../../runtime-session.ts'
import type { Telemetry } from './telemetry.ts'

/** Passes on what the runtime and the extensions print, and tells it to those who want telemetry. */
export class Overheard implements Overhears {
  #log: Overhears
  #telemetry: Telemetry
  /** Lines that are JSON are told as what they say. */
  #json: boolean
  #splitters = {
    stdout: new LineSplitter((text) => this.#tell('function', text)),
    stderr: new LineSplitter((text) => this.#tell('function', text)),
  }
  #extensions: LineSplitter[] = []

  constructor(log: Overhears, telemetry: Telemetry, json: boolean) {
    this.#log = log
    this.#telemetry = telemetry
    this.#json = json
  }

  line(stream: 'stdout' | 'stderr', text: string): void {
    this.#log.line(stream, text)
    if (this.#telemetry.heard) for (const piece of cutEvent(text)) this.#tell('function', piece)
  }

  output(stream: 'stdout' | 'stderr', chunk: Uint8Array): void {
    this.#log.output(stream, chunk)
    if (this.#telemetry.heard) this.#splitters[stream].push(chunk)
  }

  noted(note: Parameters<Overhears['noted']>[0]): void {
    this.#log.noted(note)
  }

  /** What an extension prints, by its place. */
  extension(at: number, chunk: Uint8Array): void {
    this.#extensions[at] ??= new LineSplitter((text) => {
      this.#log.line('stdout', text)
      this.#tell('extension', text)
    })
    this.#extensions[at].push(chunk)
  }

  /** Takes what was printed without an end of line for whole. */
  flush(): void {
    this.#splitters.stdout.flush()
    this.#splitters.stderr.flush()
    for (const splitter of this.#extensions) splitter?.flush()
  }

  #tell(source: 'function' | 'extension', text: string): void {
    const line = text.endsWith('\n') ? text.slice(0, -1) : text
    this.#telemetry.tell(source, source, this.#json ? parsed(line) : line)
  }
}

function parsed(line: string): unknown {
  if (!line.startsWith('{')) return line
  try {
    return JSON.parse(line)
  } catch {
    return line
  }
}
