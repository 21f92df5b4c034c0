import { connect } from 'node:net'
import { empty } from '../base/bytes.ts'
import type { Clock, Timer } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import { Connection } from './connection.io.ts'
import { FeedInbox } from './feed-inbox.ts'
import { frame } from './frame.ts'
import { type LinkClient, LinkLost, type Message, RemoteFailure } from './link.ts'

const reconnectMsMin = 20
const reconnectMsMax = 2_000

export interface LinkClientOptions {
  clock: Clock
  random: Random
  /** Told each time that the other side is there, the first time included. */
  onConnected?: () => void
}

/** Connects at once and for ever: a lost connection is made anew, sooner at first and later and later. */
export function connectLink(path: string, options: LinkClientOptions): LinkClient {
  return new SocketLinkClient(path, options)
}

interface Stream {
  message(type: number, message: Message): void
  end(): void
  fail(error: Error): void
}

class SocketLinkClient implements LinkClient {
  readonly #path: string
  readonly #options: LinkClientOptions
  readonly #streams = new Map<number, Stream>()
  #connection: Connection | undefined
  #retry: Timer | undefined
  #failures = 0
  #lastStream = 0
  #closed = false

  constructor(path: string, options: LinkClientOptions) {
    this.#path = path
    this.#options = options
    this.#connect()
  }

  get connected(): boolean {
    return this.#connection !== undefined
  }

  call(method: string, { head, body }: Message, signal?: AbortSignal): Promise<Message> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error)
      if (!this.#connection) return reject(new LinkLost(`${this.#path} is away`))
      const id = this.#nextStream()
      const settle = () => {
        this.#streams.delete(id)
        signal?.removeEventListener('abort', onAbort)
      }
      const onAbort = () => {
        settle()
        this.#connection?.signal(frame.cancel, id)
        reject(signal!.reason as Error)
      }
      const fail = (error: Error) => {
        settle()
        reject(error)
      }
      this.#connection.send(frame.call, id, { head: { name: method, head }, body })
      signal?.addEventListener('abort', onAbort, { once: true })
      this.#streams.set(id, {
        message(_, answer) {
          settle()
          resolve(answer)
        },
        end: () => fail(new LinkLost('a call was ended like a feed')),
        fail,
      })
    })
  }

  async *subscribe(topic: string, head: unknown, signal: AbortSignal): AsyncGenerator<Message, void, void> {
    if (!this.#connection) throw new LinkLost(`${this.#path} is away`)
    if (signal.aborted) return
    const id = this.#nextStream()
    const connection = this.#connection
    const inbox = new FeedInbox((items) => connection.signal(frame.credit, id, items))
    const onAbort = () => inbox.end()
    signal.addEventListener('abort', onAbort, { once: true })
    connection.send(frame.subscribe, id, { head: { name: topic, head }, body: empty })
    this.#streams.set(id, {
      message: (_, message) => inbox.put(message),
      end: () => inbox.end(),
      fail: (error) => inbox.fail(error),
    })
    try {
      yield* inbox.items()
    } finally {
      signal.removeEventListener('abort', onAbort)
      if (this.#streams.delete(id)) connection.signal(frame.cancel, id)
    }
  }

  close(): void {
    this.#closed = true
    this.#retry?.cancel()
    this.#connection?.close()
  }

  #connect(): void {
    const socket = connect(this.#path)
    const giveUp = () => this.#connectLater()
    socket.once('error', giveUp)
    socket.once('connect', () => {
      socket.off('error', giveUp)
      if (this.#closed) return socket.destroy()
      this.#failures = 0
      this.#connection = new Connection(socket, this.#options.clock, {
        message: (type, stream, message) => this.#hear(type, stream, message),
        signal: (type, stream) => {
          if (type === frame.end) this.#finish(stream)?.end()
        },
        lost: (cause) => this.#lose(cause),
      })
      this.#options.onConnected?.()
    })
  }

  #hear(type: number, id: number, message: Message): void {
    if (type !== frame.failure) return this.#streams.get(id)?.message(type, message)
    const { name, message: words } = message.head as { name: string; message: string }
    this.#finish(id)?.fail(new RemoteFailure(`${name}: ${words}`))
  }

  #finish(id: number): Stream | undefined {
    const stream = this.#streams.get(id)
    this.#streams.delete(id)
    return stream
  }

  #lose(cause?: Error): void {
    this.#connection = undefined
    const streams = [...this.#streams.values()]
    this.#streams.clear()
    for (const stream of streams) stream.fail(new LinkLost(`${this.#path} went away`, { cause }))
    this.#connectLater()
  }

  #connectLater(): void {
    if (this.#closed) return
    const { clock, random } = this.#options
    const ceiling = Math.min(reconnectMsMax, reconnectMsMin * 2 ** this.#failures++)
    this.#retry = clock.after(ceiling * (0.5 + random.next() / 2), () => this.#connect())
  }

  #nextStream(): number {
    do this.#lastStream = (this.#lastStream % 0xffff_fffe) + 1
    while (this.#streams.has(this.#lastStream))
    return this.#lastStream
  }
}
