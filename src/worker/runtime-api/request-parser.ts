import { concat, empty } from '../../base/bytes.ts'
import { type RequestHead, readHead, readHeaders } from './request-head.ts'

/** An X-Ray cause alone may have 64 KB (Runtime API: Lambda-Runtime-Function-XRay-Error-Cause). */
const headBytesMax = 80 * 1024
/** A streamed answer's error comes in its trailers. */
const trailerBytesMax = 1024 * 1024
const chunkLineBytesMax = 256

export interface RequestListener {
  head(head: RequestHead): void
  /** Shares memory with what was pushed. */
  body(chunk: Uint8Array): void
  end(trailers: ReadonlyMap<string, string>): void
  /** Nothing that follows can be understood. */
  broken(): void
}

type Expecting = 'head' | 'sized body' | 'chunk line' | 'chunk' | 'chunk end' | 'trailers' | 'next' | 'nothing'

const newline = 10
const latin1 = new TextDecoder('latin1')
const none: ReadonlyMap<string, string> = new Map()

/** Cuts a connection's bytes into requests. Stops after each request until it is told to go on: answers keep the order. */
export class RequestParser {
  #listener: RequestListener
  #expecting: Expecting = 'head'
  #held: Uint8Array = empty
  /** Of what is held, this much has no line end. */
  #scanned = 0
  /** Bytes of the body, or of its present chunk, that are still to come. */
  #left = 0
  #trailers: string[] = []
  #trailerBytes = 0

  constructor(listener: RequestListener) {
    this.#listener = listener
  }

  /** Bytes that wait for the answer to the request before them. */
  get heldBytes(): number {
    return this.#held.length
  }

  push(chunk: Uint8Array): void {
    if (this.#expecting === 'nothing') return
    this.#held = this.#held.length === 0 ? chunk : concat([this.#held, chunk])
    this.#run()
  }

  /** The last request is answered. */
  proceed(): void {
    if (this.#expecting !== 'next') return
    this.#expecting = 'head'
    if (this.#held.length > 0) this.#run()
  }

  #run(): void {
    while (this.#step());
  }

  /** False when it takes more bytes, or an answer, to go on. */
  #step(): boolean {
    switch (this.#expecting) {
      case 'head':
        return this.#readHead()
      case 'sized body':
        return this.#readBody(() => this.#end(none))
      case 'chunk':
        return this.#readBody(() => (this.#expecting = 'chunk end'))
      case 'chunk line':
        return this.#readLine(chunkLineBytesMax, (line) => this.#startChunk(line))
      case 'chunk end':
        return this.#readLine(2, (line) => (line === '' ? void (this.#expecting = 'chunk line') : this.#break()))
      case 'trailers':
        return this.#readLine(trailerBytesMax, (line) => this.#readTrailer(line))
      case 'next':
      case 'nothing':
        return false
    }
  }

  #readHead(): boolean {
    const end = this.#findHeadEnd()
    if (end < 0) {
      if (this.#held.length > headBytesMax) this.#break()
      return false
    }
    const head = end > headBytesMax ? undefined : readHead(latin1.decode(this.#held.subarray(0, end)))
    if (!head) {
      this.#break()
      return false
    }
    this.#consume(end + 4)
    if (head.body.kind === 'sized') this.#left = head.body.bytes
    this.#expecting = head.body.kind === 'chunked' ? 'chunk line' : 'sized body'
    this.#listener.head(head)
    if (head.body.kind === 'none') this.#end(none)
    return true
  }

  /** Where the empty line begins, counted from the line end before it; -1 when it is not there yet. */
  #findHeadEnd(): number {
    const held = this.#held
    for (let at = held.indexOf(newline, this.#scanned); at >= 0; at = held.indexOf(newline, at + 1)) {
      if (at >= 3 && held[at - 1] === 13 && held[at - 2] === newline && held[at - 3] === 13) return at - 3
    }
    this.#scanned = Math.max(0, held.length)
    return -1
  }

  #readBody(onEnd: () => void): boolean {
    if (this.#held.length === 0) return false
    const taken = this.#held.subarray(0, Math.min(this.#left, this.#held.length))
    this.#consume(taken.length)
    this.#left -= taken.length
    this.#listener.body(taken)
    if (this.#left === 0 && this.#expecting !== 'nothing') onEnd()
    return true
  }

  #readLine(bytesMax: number, onLine: (line: string) => void): boolean {
    const at = this.#held.indexOf(newline, this.#scanned)
    if (at > bytesMax || (at < 0 && this.#held.length > bytesMax) || (at >= 0 && this.#held[at - 1] !== 13)) {
      this.#break()
      return false
    }
    if (at < 0) {
      this.#scanned = this.#held.length
      return false
    }
    const line = latin1.decode(this.#held.subarray(0, at - 1))
    this.#consume(at + 1)
    onLine(line)
    return true
  }

  #startChunk(line: string): void {
    const size = /^([0-9a-fA-F]{1,8})(?:[ \t]*;[\t\x20-\x7e]*)?$/.exec(line)?.[1]
    if (size === undefined) return this.#break()
    this.#left = Number.parseInt(size, 16)
    this.#expecting = this.#left === 0 ? 'trailers' : 'chunk'
  }

  #readTrailer(line: string): void {
    this.#trailerBytes += line.length
    if (this.#trailerBytes > trailerBytesMax) return this.#break()
    if (line !== '') return void this.#trailers.push(line)
    const trailers = readHeaders(this.#trailers)
    this.#trailers = []
    this.#trailerBytes = 0
    if (trailers) this.#end(trailers)
    else this.#break()
  }

  #end(trailers: ReadonlyMap<string, string>): void {
    this.#expecting = 'next'
    this.#listener.end(trailers)
  }

  #break(): void {
    this.#expecting = 'nothing'
    this.#held = empty
    this.#listener.broken()
  }

  #consume(bytes: number): void {
    this.#held = this.#held.subarray(bytes)
    this.#scanned = 0
  }
}
