/** An HTTP request as the listener gives it: its head is there, its body comes when somebody asks for it. */
export interface HttpRequest {
  method: string
  /** Path and query as they came. */
  target: string
  /** Names and values in turn, as they came. */
  rawHeaders: readonly string[]
  remoteAddress: string
  secure: boolean
  /** Aborted when the client goes away before it has its answer. */
  readonly signal: AbortSignal
  /** The whole body, or how much came of one that is too large. Rejects with ClientGone. */
  readBody(bytesMax: number): Promise<Uint8Array | { tooLarge: number }>
}

/** Header names and values in turn. */
export type HeaderList = readonly string[]

/** Where an answer goes. What is said to a client who is gone is said to nobody. */
export interface HttpAnswer {
  send(status: number, headers: HeaderList, body: Uint8Array): void
  /** For answers whose length is not known: then `write`, then `end`. */
  start(status: number, headers: HeaderList): void
  /** Resolves when the connection takes more. */
  write(chunk: Uint8Array): Promise<void>
  end(): void
  /** Ends an answer that is not whole, so that its client knows. */
  abort(): void
  readonly started: boolean
}

export class ClientGone extends Error {
  override name = 'ClientGone'
}
