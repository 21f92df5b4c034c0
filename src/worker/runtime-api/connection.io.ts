import type { Socket } from 'node:net'
import type { BodyReader, Exchange } from './exchange.ts'
import type { RequestHead } from './request-head.ts'
import { RequestParser } from './request-parser.ts'
import { malformed, type RuntimeRefusal } from './runtime-refusals.ts'

/** What a client may send ahead of the answer it waits for. */
const aheadBytesMax = 64 * 1024
/** Bodies up to here are written together with their head. */
const joinedBytesMax = 64 * 1024
/** Of a body that nobody wants, more than this is not thrown away but ends the connection. */
const unwantedBytesMax = 64 * 1024 * 1024

const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  202: 'Accepted',
  400: 'Bad Request',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  413: 'Request Entity Too Large',
}

/** One connection of a runtime: requests one after the other, each answered before the next is read. */
export class Connection {
  #socket: Socket
  #route: (exchange: Exchange) => BodyReader
  #parser: RequestParser
  #present: PresentExchange | undefined

  constructor(socket: Socket, route: (exchange: Exchange) => BodyReader) {
    this.#socket = socket
    this.#route = route
    this.#parser = new RequestParser({
      head: (head) => this.#begin(head),
      body: (chunk) => this.#present?.take(chunk),
      end: (trailers) => this.#present?.finish(trailers),
      broken: () => this.#break(),
    })
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => this.#read(chunk))
    // A client that has gone is told of by 'close'.
    socket.on('error', () => {})
    socket.on('close', () => this.#present?.abandon())
  }

  #read(chunk: Buffer): void {
    this.#parser.push(chunk)
    if (this.#present?.bodyRead && this.#parser.heldBytes > aheadBytesMax) this.#socket.pause()
  }

  #begin(head: RequestHead): void {
    if (head.expectsContinue) this.#socket.write('HTTP/1.1 100 Continue\r\n\r\n')
    this.#present = new PresentExchange(this.#socket, head, () => this.#proceed(head))
    this.#present.reader = this.#route(this.#present)
  }

  /** The request is read and answered. */
  #proceed(head: RequestHead): void {
    this.#present = undefined
    if (!head.keepAlive) return void this.#socket.end()
    if (this.#socket.isPaused()) this.#socket.resume()
    if (this.#parser.heldBytes === 0) return this.#parser.proceed()
    // Not at once: answers that come at once must not pile up on the stack, one request upon the other.
    setImmediate(() => this.#parser.proceed())
  }

  #break(): void {
    const body = JSON.stringify({ errorMessage: malformed.errorMessage, errorType: malformed.errorType })
    const length = Buffer.byteLength(body)
    this.#socket.end(`HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: ${length}\r\n\r\n${body}`)
    this.#present?.abandon()
    this.#present = undefined
  }
}

class PresentExchange implements Exchange {
  readonly request: RequestHead
  reader: BodyReader = {}
  bodyRead = false
  #socket: Socket
  #onDone: () => void
  #replied = false
  #bytes = 0

  constructor(socket: Socket, request: RequestHead, onDone: () => void) {
    this.#socket = socket
    this.request = request
    this.#onDone = onDone
  }

  take(chunk: Uint8Array): void {
    this.#bytes += chunk.length
    if (this.reader.chunk) this.reader.chunk(chunk)
    else if (this.#bytes > unwantedBytesMax) this.#socket.destroy()
  }

  finish(trailers: ReadonlyMap<string, string>): void {
    this.reader.end?.(trailers)
    this.bodyRead = true
    if (this.#replied) this.#onDone()
  }

  abandon(): void {
    this.#replied = true
    this.reader.gone?.()
  }

  reply(status: number, body: Uint8Array, headers = ''): void {
    if (this.#replied) return
    this.#replied = true
    const connection = this.request.keepAlive ? '' : 'Connection: close\r\n'
    const head = `HTTP/1.1 ${status} ${reasons[status]}\r\nContent-Type: application/json\r\n${headers}${connection}Content-Length: ${body.length}\r\n\r\n`
    writeTogether(this.#socket, head, body)
    if (this.bodyRead) this.#onDone()
  }

  refuse({ status, errorType, errorMessage }: RuntimeRefusal): void {
    this.reply(status, Buffer.from(`${JSON.stringify({ errorMessage, errorType })}\n`))
  }

  pause(): void {
    this.#socket.pause()
  }

  resume(): void {
    this.#socket.resume()
  }
}

/** One write, where that costs less than a second packet. */
function writeTogether(socket: Socket, head: string, body: Uint8Array): void {
  if (body.length > joinedBytesMax) {
    socket.write(head)
    socket.write(body)
    return
  }
  const headBytes = Buffer.byteLength(head)
  const whole = Buffer.allocUnsafe(headBytes + body.length)
  whole.write(head, 0)
  whole.set(body, headBytes)
  socket.write(whole)
}
