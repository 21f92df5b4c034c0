import { connect, type Socket } from 'node:net'
import { AnswerReader } from './answer-reader.ts'
import type { Target } from './signed-request.ts'

/** What is sent, and what must come back. */
export interface Exchange {
  bytes: Buffer
  /** The body; absent where it cannot be known, such as one with a new id in it. */
  expected?: string
  /** 200, if nothing else is said. */
  status?: number
}

/** One kept connection, one request at a time, with no HTTP client between: what is measured is the other side. */
export class RawConnection {
  readonly #socket: Socket
  readonly #reader = new AnswerReader()
  #waiting: { exchange: Exchange; sentAt: number; done: (fault: string | undefined, ms: number) => void } | undefined
  #closing = false

  static open(target: Target): Promise<RawConnection> {
    return new Promise((resolve, reject) => {
      const socket = connect(target.port, target.host)
      socket.setNoDelay(true)
      socket.once('error', reject)
      socket.once('connect', () => {
        socket.off('error', reject)
        resolve(new RawConnection(socket))
      })
    })
  }

  private constructor(socket: Socket) {
    this.#socket = socket
    socket.on('data', (chunk: Buffer) => this.#hear(chunk))
    socket.on('error', (error) => this.#end(error.message))
    socket.on('close', () => this.#end('the connection was closed before the answer'))
  }

  /** `done` gets what was wrong with the answer, and the milliseconds until its last byte. */
  ask(exchange: Exchange, done: (fault: string | undefined, ms: number) => void): void {
    this.#waiting = { exchange, sentAt: performance.now(), done }
    this.#socket.write(exchange.bytes)
  }

  /** Milliseconds; rejects on a wrong answer. */
  time(exchange: Exchange): Promise<number> {
    return new Promise((resolve, reject) => {
      this.ask(exchange, (fault, ms) => (fault === undefined ? resolve(ms) : reject(new Error(fault))))
    })
  }

  close(): void {
    this.#closing = true
    this.#socket.destroy()
  }

  #hear(chunk: Buffer): void {
    const now = performance.now()
    const answers = this.#reader.read(chunk)
    if (answers.length === 0) return
    const waiting = this.#waiting
    if (!waiting || answers.length > 1) return this.#end('an answer that nobody asked for')
    this.#waiting = undefined
    const [answer] = answers
    const { expected, status = 200 } = waiting.exchange
    const right = answer!.status === status && (expected === undefined || answer!.body === expected)
    waiting.done(right ? undefined : `answered ${answer!.status} ${answer!.body.slice(0, 200)}`, now - waiting.sentAt)
  }

  #end(fault: string): void {
    const waiting = this.#waiting
    this.#waiting = undefined
    if (!this.#closing) waiting?.done(fault, performance.now() - waiting.sentAt)
  }
}
