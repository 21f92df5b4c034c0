import type { Socket } from 'node:net'
import type { Clock, Timer } from '../base/clock.ts'
import { FairOutbox } from './fair-outbox.ts'
import { encodeMessage, encodeSignal, type Frame, FrameReader, frame, MessageReader } from './frame.ts'
import type { Message } from './link.ts'

const beatMs = 5_000
/** So many beats without a word from the other side, and it counts as gone. Beats, not time: a process that was stopped itself hears first. */
const silentBeatsMax = 3

export interface ConnectionListener {
  message(type: number, stream: number, message: Message): void
  signal(type: number, stream: number, payload: Uint8Array): void
  /** Once; nothing is heard afterwards. A cause is a fault of one side, not of the wire. */
  lost(cause?: Error): void
}

/** One side of one socket: frames out in fair turns, messages in, and a heartbeat both ways. */
export class Connection {
  readonly #socket: Socket
  readonly #clock: Clock
  readonly #listener: ConnectionListener
  readonly #frames = new FrameReader()
  readonly #messages = new MessageReader()
  readonly #outbox = new FairOutbox()
  #heartbeat: Timer
  #silentBeats = 0
  #lost = false
  #full = false

  constructor(socket: Socket, clock: Clock, listener: ConnectionListener) {
    this.#socket = socket
    this.#clock = clock
    this.#listener = listener
    this.#heartbeat = clock.after(beatMs, () => this.#beat())
    socket.on('data', (chunk: Buffer) => this.#hear(chunk))
    socket.on('drain', () => {
      this.#full = false
      this.#pump()
    })
    // The error says no more than the close that follows it.
    socket.on('error', () => {})
    socket.on('close', () => this.#lose())
  }

  send(type: number, stream: number, message: Message): void {
    const frames = encodeMessage(type, stream, message)
    this.#put(stream, frames.next().value as Uint8Array, frames)
  }

  signal(type: number, stream: number, value?: number): void {
    if (type === frame.cancel) this.#outbox.forget(stream)
    this.#put(stream, encodeSignal(type, stream, value), [].values())
  }

  close(): void {
    this.#socket.destroy()
    this.#lose()
  }

  /** What fits into one frame goes at once; only what is long, or follows such on its stream, waits for its turns. */
  #put(stream: number, first: Uint8Array, rest: Iterator<Uint8Array>): void {
    if (this.#lost) return
    if (this.#outbox.holds(stream)) return this.#outbox.add(stream, first, rest)
    if (!this.#socket.write(first)) this.#full = true
    const second = rest.next()
    if (second.done) return
    this.#outbox.add(stream, second.value, rest)
    this.#pump()
  }

  #pump(): void {
    while (!this.#full && !this.#lost) {
      const next = this.#outbox.take()
      if (!next) return
      this.#full = !this.#socket.write(next)
    }
  }

  #hear(chunk: Uint8Array): void {
    this.#silentBeats = 0
    try {
      for (const received of this.#frames.push(chunk)) {
        if (this.#lost) return
        this.#dispatch(received)
      }
    } catch (error) {
      // Bytes that are no frames: whatever follows them means nothing either.
      this.#socket.destroy()
      this.#lose(error as Error)
    }
  }

  #dispatch(received: Frame): void {
    const { type, stream, payload } = received
    if (type === frame.beat) return
    if (type === frame.cancel) this.#messages.forget(stream)
    if (type >= frame.cancel) return this.#listener.signal(type, stream, payload)
    const complete = this.#messages.take(received)
    if (complete) this.#listener.message(complete.type, stream, complete.message)
  }

  #beat(): void {
    if (++this.#silentBeats > silentBeatsMax) return this.close()
    this.signal(frame.beat, 0)
    this.#heartbeat = this.#clock.after(beatMs, () => this.#beat())
  }

  #lose(cause?: Error): void {
    if (this.#lost) return
    this.#lost = true
    this.#heartbeat.cancel()
    this.#listener.lost(cause)
  }
}
