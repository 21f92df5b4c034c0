import { chmodSync, rmSync } from 'node:fs'
import { createServer, type Socket } from 'node:net'
import { empty } from '../base/bytes.ts'
import type { Clock } from '../base/clock.ts'
import { Connection } from './connection.io.ts'
import { frame, read32 } from './frame.ts'
import type { CallHandler, LinkService, Message, TopicHandler } from './link.ts'

const streamsMax = 10_000

export interface LinkServer {
  /** Ends all connections; what runs for them is aborted. */
  close(): Promise<void>
}

/** Answers on a unix socket that only this user may reach. A socket left behind by a dead process is replaced. */
export function serveLink(path: string, service: LinkService, clock: Clock): Promise<LinkServer> {
  const served = new Set<Served>()
  const server = createServer((socket) => {
    const connection = new Served(socket, service, clock)
    served.add(connection)
    socket.on('close', () => served.delete(connection))
  })
  rmSync(path, { force: true })
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(path, () => {
      chmodSync(path, 0o600)
      resolve({
        close: () =>
          new Promise((closed) => {
            server.close(() => closed())
            for (const connection of served) connection.close()
          }),
      })
    })
  })
}

interface Stream {
  abort: AbortController
  credit: number
  /** Wakes the feed that waits for credit. */
  wake: () => void
}

/** The streams of one client. */
class Served {
  readonly #service: LinkService
  readonly #connection: Connection
  readonly #streams = new Map<number, Stream>()

  constructor(socket: Socket, service: LinkService, clock: Clock) {
    this.#service = service
    this.#connection = new Connection(socket, clock, {
      message: (type, stream, message) => void this.#open(type, stream, message),
      signal: (type, stream, payload) => this.#hear(type, stream, payload),
      lost: (cause) => this.#endAll(cause),
    })
  }

  close(): void {
    this.#connection.close()
  }

  async #open(type: number, id: number, { head, body }: Message): Promise<void> {
    const stream: Stream = { abort: new AbortController(), credit: 0, wake: () => {} }
    try {
      if (this.#streams.size >= streamsMax) throw new Error(`more than ${streamsMax} calls at once`)
      this.#streams.set(id, stream)
      const { name, head: inner } = head as { name: string; head: unknown }
      if (type === frame.call) {
        const answer = await handlerOf(this.#service.calls, name)({ head: inner, body }, stream.abort.signal)
        if (!stream.abort.signal.aborted) this.#connection.send(frame.answer, id, answer)
      } else {
        await this.#feed(id, stream, handlerOf(this.#service.topics, name)(inner, stream.abort.signal))
      }
    } catch (error) {
      if (!stream.abort.signal.aborted) this.#fail(id, error as Error)
    } finally {
      if (this.#streams.get(id) === stream) this.#streams.delete(id)
    }
  }

  async #feed(id: number, stream: Stream, items: AsyncIterable<Message>): Promise<void> {
    const { signal } = stream.abort
    for await (const item of items) {
      while (stream.credit === 0 && !signal.aborted) await new Promise<void>((resolve) => (stream.wake = resolve))
      if (signal.aborted) return
      stream.credit--
      this.#connection.send(frame.item, id, item)
    }
    if (!signal.aborted) this.#connection.signal(frame.end, id)
  }

  #fail(id: number, { name, message }: Error): void {
    this.#connection.send(frame.failure, id, { head: { name, message }, body: empty })
  }

  #hear(type: number, id: number, payload: Uint8Array): void {
    const stream = this.#streams.get(id)
    if (!stream) return
    if (type === frame.cancel) stream.abort.abort(new Error('the caller gave up'))
    else if (type === frame.credit) stream.credit += read32(payload, 0)
    stream.wake()
  }

  #endAll(cause?: Error): void {
    for (const stream of this.#streams.values()) {
      stream.abort.abort(new Error('the caller is gone', { cause }))
      stream.wake()
    }
    this.#streams.clear()
  }
}

function handlerOf<Handler extends CallHandler | TopicHandler>(
  handlers: Readonly<Record<string, Handler>>,
  name: string,
): Handler {
  if (!Object.hasOwn(handlers, name)) throw new Error(`nothing here is called ${name}`)
  return handlers[name]!
}
