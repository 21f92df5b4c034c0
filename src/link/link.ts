/** Between our own processes: calls and feeds over one kept connection, framed, JSON head and raw body. */
export interface Message {
  head: unknown
  body: Uint8Array
}

export interface LinkClient {
  /** Rejects with LinkLost when the other side is away or goes away meanwhile: the outcome is then unknown. */
  call(method: string, message: Message, signal?: AbortSignal): Promise<Message>
  /** Ends with LinkLost when the connection does; the caller subscribes anew from where it was. */
  subscribe(topic: string, head: unknown, signal: AbortSignal): AsyncIterable<Message>
  readonly connected: boolean
  close(): void
}

export type CallHandler = (message: Message, signal: AbortSignal) => Promise<Message>
export type TopicHandler = (head: unknown, signal: AbortSignal) => AsyncIterable<Message>

export interface LinkService {
  calls: Readonly<Record<string, CallHandler>>
  topics: Readonly<Record<string, TopicHandler>>
}

/** The connection ended, or there is none: what became of a call is unknown. */
export class LinkLost extends Error {
  override name = 'LinkLost'
}

/** The other side's handler threw: its name and words. */
export class RemoteFailure extends Error {
  override name = 'RemoteFailure'
}
