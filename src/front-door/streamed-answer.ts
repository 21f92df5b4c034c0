import { text, toBase64 } from '../base/bytes.ts'
import type { InvocationResult } from '../sync-plane/sync-plane.ts'
import { encodeInvokeComplete, encodePayloadChunk } from './event-stream.ts'
import type { HeaderList, HttpAnswer } from './exchange.ts'

/** What a client holds of one message at a time; a function's own chunks may be larger. */
const chunkBytesMax = 128 * 1024

/** InvokeWithResponseStream's answer: the function's bytes as events, then InvokeComplete. */
export class StreamedAnswer {
  readonly #answer: HttpAnswer
  readonly #head: HeaderList
  #ended = false

  constructor(answer: HttpAnswer, head: HeaderList) {
    this.#answer = answer
    this.#head = head
  }

  /** The function's own content type says nothing to this API's clients. */
  start(_contentType: string): void {
    if (!this.#answer.started) this.#answer.start(200, this.#head)
  }

  async write(bytes: Uint8Array): Promise<void> {
    for (let at = 0; at < bytes.length && !this.#ended; at += chunkBytesMax)
      await this.#answer.write(encodePayloadChunk(bytes.subarray(at, at + chunkBytesMax)))
  }

  async complete(result: Extract<InvocationResult, { ran: true }>): Promise<void> {
    this.start('')
    const { functionError, errorType, payload, logTail } = result
    // An environment in another process answers whole.
    if (functionError === undefined && payload.length > 0) await this.write(payload)
    this.#ended = true
    await this.#answer.write(
      encodeInvokeComplete({
        ...(functionError !== undefined && { ErrorCode: errorType ?? functionError, ErrorDetails: text(payload) }),
        ...(logTail && { LogResult: toBase64(logTail) }),
      }),
    )
    this.#answer.end()
  }

  /** The status has been sent: the error can only be told as an event. */
  async fail(errorType: string, message: string): Promise<void> {
    this.#ended = true
    await this.#answer.write(encodeInvokeComplete({ ErrorCode: errorType, ErrorDetails: message }))
    this.#answer.end()
  }
}
