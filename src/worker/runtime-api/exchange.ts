import type { RequestHead } from './request-head.ts'
import type { RuntimeRefusal } from './runtime-refusals.ts'

/** One request, and the way its answer goes back. */
export interface Exchange {
  readonly request: RequestHead
  /** Once. Nothing happens when the runtime has gone. `headers` are whole lines. */
  reply(status: number, body: Uint8Array, headers?: string): void
  refuse(refusal: RuntimeRefusal): void
  /** Stops and goes on with reading the body. */
  pause(): void
  resume(): void
}

/** Takes the body of a request. One without a reader is thrown away. */
export interface BodyReader {
  chunk?(bytes: Uint8Array): void
  end?(trailers: ReadonlyMap<string, string>): void
  /** The runtime has gone: before the body's end, or before the answer. */
  gone?(): void
}
