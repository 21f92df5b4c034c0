import type { IncomingMessage, ServerResponse } from 'node:http'
import { empty } from '../base/bytes.ts'
import type { BodyBudget } from './body-budget.ts'
import { ClientGone, type HeaderList, type HttpAnswer, type HttpRequest } from './exchange.ts'

interface Receiving {
  budget: BodyBudget
  /** The client waits for 100 Continue before it sends a body. */
  expectant: boolean
}

/** Of a body that is not taken, so much is let pass by, so that its sender comes to read why. */
const discardedBytesMax = 128 * 1024 * 1024

/** node:http's request. */
export class ReceivedRequest implements HttpRequest {
  readonly #incoming: IncomingMessage
  readonly #response: ServerResponse
  readonly #receiving: Receiving
  #abort: AbortController | undefined
  #heldBytes: number | undefined

  constructor(incoming: IncomingMessage, response: ServerResponse, receiving: Receiving) {
    this.#incoming = incoming
    this.#response = response
    this.#receiving = receiving
  }

  get method(): string {
    return this.#incoming.method!
  }

  get target(): string {
    return this.#incoming.url!
  }

  get rawHeaders(): readonly string[] {
    return this.#incoming.rawHeaders
  }

  get remoteAddress(): string {
    return this.#incoming.socket.remoteAddress ?? ''
  }

  get secure(): boolean {
    return false
  }

  get signal(): AbortSignal {
    if (this.#abort) return this.#abort.signal
    const abort = new AbortController()
    this.#abort = abort
    if (this.#response.destroyed) abort.abort(new ClientGone())
    else this.#response.once('close', () => this.#response.writableFinished || abort.abort(new ClientGone()))
    return abort.signal
  }

  async readBody(bytesMax: number): Promise<Uint8Array | { tooLarge: number }> {
    const length = bodyLength(this.#incoming.rawHeaders)
    if (length === 0) return empty
    if (length > bytesMax && length !== Number.POSITIVE_INFINITY) {
      this.#discard()
      return { tooLarge: length }
    }
    this.#hold(length === Number.POSITIVE_INFINITY ? 0 : length)
    if (this.#receiving.expectant) this.#response.writeContinue()
    return await this.#gather(bytesMax, length === Number.POSITIVE_INFINITY)
  }

  /** What is held of a body is given back when its answer has gone, or nobody is there to have it. */
  #hold(bytes: number): void {
    const { budget } = this.#receiving
    try {
      budget.take(bytes)
    } catch (error) {
      this.#discard()
      throw error
    }
    if (this.#heldBytes === undefined) this.#response.once('close', () => budget.give(this.#heldBytes!))
    this.#heldBytes = (this.#heldBytes ?? 0) + bytes
  }

  #gather(bytesMax: number, unknownLength: boolean): Promise<Uint8Array | { tooLarge: number }> {
    const incoming = this.#incoming
    return new Promise((resolve, reject) => {
      const parts: Buffer[] = []
      let bytes = 0
      const take = (part: Buffer) => {
        bytes += part.length
        if (bytes > bytesMax) {
          incoming.off('data', take)
          this.#discard()
          return resolve({ tooLarge: bytes })
        }
        parts.push(part)
        if (!unknownLength) return
        try {
          this.#hold(part.length)
        } catch (error) {
          incoming.off('data', take)
          reject(error as Error)
        }
      }
      incoming.on('data', take)
      let whole = false
      incoming.once('end', () => {
        whole = true
        resolve(parts.length === 1 ? parts[0]! : Buffer.concat(parts, bytes))
      })
      // Also comes after the end: an error that nobody hears of would cost its stack.
      incoming.once('close', () => whole || reject(new ClientGone()))
    })
  }

  #discard(): void {
    let bytes = 0
    this.#incoming.on('data', (part: Buffer) => {
      bytes += part.length
      if (bytes > discardedBytesMax) this.#incoming.socket.destroy()
    })
  }
}

/** Infinity: in chunks, until its end. */
function bodyLength(rawHeaders: readonly string[]): number {
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!
    if (name.length === 14 && name.toLowerCase() === 'content-length') return Number(rawHeaders[at + 1])
    if (name.length === 17 && name.toLowerCase() === 'transfer-encoding') return Number.POSITIVE_INFINITY
  }
  return 0
}

const writtenAtOnce = Promise.resolve()

/** node:http's response. Headers and a short body leave in one segment. */
export class SocketAnswer implements HttpAnswer {
  readonly #response: ServerResponse

  constructor(response: ServerResponse) {
    this.#response = response
    // The close that follows says as much.
    response.on('error', () => {})
  }

  get started(): boolean {
    return this.#response.headersSent
  }

  send(status: number, headers: HeaderList, body: Uint8Array): void {
    const bodiless = status === 204
    this.#response.writeHead(status, bodiless ? [...headers] : [...headers, 'Content-Length', String(body.length)])
    this.#response.end(bodiless ? undefined : body)
  }

  start(status: number, headers: HeaderList): void {
    this.#response.writeHead(status, [...headers])
    this.#response.flushHeaders()
  }

  write(chunk: Uint8Array): Promise<void> {
    const response = this.#response
    if (response.destroyed || response.write(chunk)) return writtenAtOnce
    return new Promise((resolve) => {
      const go = () => {
        response.off('drain', go)
        response.off('close', go)
        resolve()
      }
      response.on('drain', go)
      response.on('close', go)
    })
  }

  end(): void {
    this.#response.end()
  }

  abort(): void {
    this.#response.destroy()
  }
}
