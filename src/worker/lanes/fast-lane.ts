import { text, utf8 } from '../../base/bytes.ts'
import { encodeFrame, encodeHead, FrameDecoder } from './frames.ts'
import { type Adoption, fromRuntime, type InvokeHead, toRuntime } from './lane.ts'
import type { LaneListener, RuntimeLane } from './runtime-lane.ts'

/** Descriptors 3 and 4 as the environment's side holds them. */
export interface LaneChannel {
  send(bytes: Uint8Array): void
  listen(onData: (chunk: Uint8Array) => void): void
  pause(): void
  resume(): void
}

/** Frames to and from one of our own bootstraps. */
export class FastLane implements RuntimeLane {
  #channel: LaneChannel
  #listener: LaneListener | undefined
  #heard = false
  #decoder = new FrameDecoder(
    (type, payload) => this.#hear(type, payload),
    (what) => this.#listener?.violated(what),
  )

  constructor(channel: LaneChannel) {
    this.#channel = channel
  }

  /** The first words may have come already: they wait in the channel for whoever listens first. */
  listen(listener: LaneListener): void {
    this.#listener = listener
    if (this.#heard) return
    this.#heard = true
    this.#channel.listen((chunk) => this.#decoder.push(chunk))
  }

  adopt(adoption: Adoption): void {
    this.#channel.send(encodeFrame(toRuntime.adopt, utf8(JSON.stringify(adoption))))
  }

  invoke(head: InvokeHead, event: Uint8Array): void {
    this.#channel.send(encodeFrame(toRuntime.invoke, encodeHead(head), event))
  }

  pause(): void {
    this.#channel.pause()
  }

  resume(): void {
    this.#channel.resume()
  }

  close(): void {
    this.#listener = undefined
  }

  #hear(type: number, payload: Uint8Array): void {
    const listener = this.#listener
    if (!listener) return
    switch (type) {
      case fromRuntime.log:
        return listener.log(payload[0] === 2 ? 'stderr' : 'stdout', text(payload.subarray(1)))
      case fromRuntime.result:
        return listener.result(payload)
      case fromRuntime.error:
        return listener.error(payload, errorTypeOf(payload))
      case fromRuntime.lastError:
        return listener.lastError(payload, errorTypeOf(payload))
      case fromRuntime.ready:
        return listener.ready()
      case fromRuntime.initialised:
        return listener.initialised()
      case fromRuntime.initFailed:
        return listener.initFailed(payload, errorTypeOf(payload))
      case fromRuntime.streamStart:
        return listener.streamStart(text(payload))
      case fromRuntime.streamChunk:
        return listener.streamChunk(payload)
      case fromRuntime.streamEnd:
        return listener.streamEnd(payload.length > 0 ? payload : undefined)
      default:
        return listener.violated(`a frame of type ${type}`)
    }
  }
}

/** What a function's error calls itself; its JSON is the function's own, so it may be anything. */
export function errorTypeOf(payload: Uint8Array): string {
  try {
    const error = JSON.parse(text(payload)) as { errorType?: unknown } | null
    return typeof error?.errorType === 'string' ? error.errorType : 'Runtime.Unknown'
  } catch {
    return 'Runtime.Unknown'
  }
}
