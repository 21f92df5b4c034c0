import { concat, empty, text } from '../../base/bytes.ts'
import type { Invocation } from '../../sync-plane/sync-plane.ts'
import type { HttpAnswer } from '../exchange.ts'
import { urlHead } from './url-answer.ts'

const integrated = 'application/vnd.awslambda.http-integration-response'
const preludeBytesMax = 64 * 1024
/** Between the prelude and the body. */
const gap = 8

/** A function's stream as an HTTP answer: with a prelude it names status and headers itself. */
export class UrlStream implements NonNullable<Invocation['sink']> {
  readonly #answer: HttpAnswer
  readonly #finish: (headers: readonly string[]) => string[]
  #prelude: Uint8Array | undefined
  #broken = false

  /** `finish` adds what every answer of the URL says. */
  constructor(answer: HttpAnswer, finish: (headers: readonly string[]) => string[]) {
    this.#answer = answer
    this.#finish = finish
  }

  /** The function has said what cannot be an HTTP answer. */
  get broken(): boolean {
    return this.#broken
  }

  start(contentType: string): void {
    if (contentType === integrated) this.#prelude = empty
    else this.#begin({ status: 200, headers: ['content-type', contentType || 'application/octet-stream'] })
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (this.#broken) return
    if (this.#prelude === undefined) return await this.#answer.write(chunk)
    const held = concat([this.#prelude, chunk])
    const end = endOfPrelude(held)
    if (end === -1) {
      this.#prelude = held
      this.#broken = held.length > preludeBytesMax
      return
    }
    this.#prelude = undefined
    this.#begin(readHead(held.subarray(0, end)))
    const body = held.subarray(end + gap)
    if (body.length > 0 && !this.#broken) await this.#answer.write(body)
  }

  #begin(head: ReturnType<typeof urlHead>): void {
    if (head) this.#answer.start(head.status, this.#finish(head.headers))
    else this.#broken = true
  }
}

function endOfPrelude(bytes: Uint8Array): number {
  for (let at = bytes.indexOf(0); at !== -1 && at + gap <= bytes.length; at = bytes.indexOf(0, at + 1))
    if (bytes.subarray(at, at + gap).every((byte) => byte === 0)) return at
  return -1
}

function readHead(bytes: Uint8Array): ReturnType<typeof urlHead> {
  try {
    return urlHead(JSON.parse(text(bytes)) as object)
  } catch {
    return undefined
  }
}
