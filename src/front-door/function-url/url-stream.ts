import { concat, empty } from '../../base/bytes.ts'
import type { Invocation } from '../../sync-plane/sync-plane.ts'
import type { HttpAnswer } from '../exchange.ts'
import { urlHead } from './url-answer.ts'
import { readPrelude } from './url-prelude.ts'

const integrated = 'application/vnd.awslambda.http-integration-response'
const preludeBytesMax = 64 * 1024

/** A function's stream as an HTTP answer: with a prelude it names status and headers itself. */
export class UrlStream implements NonNullable<Invocation['sink']> {
  readonly #answer: HttpAnswer
  readonly #finish: (headers: readonly string[]) => string[]
  #prelude: Uint8Array | undefined
  /** The function has said what cannot be an HTTP answer. */
  #broken = false

  /** `finish` adds what every answer of the URL says. */
  constructor(answer: HttpAnswer, finish: (headers: readonly string[]) => string[]) {
    this.#answer = answer
    this.#finish = finish
  }

  start(contentType: string): void {
    if (contentType === integrated) this.#prelude = empty
    else this.#begin({ status: 200, headers: ['content-type', contentType || 'application/octet-stream'] })
  }

  async write(chunk: Uint8Array): Promise<void> {
    if (this.#broken) return
    if (this.#prelude === undefined) return await this.#answer.write(chunk)
    const held = concat([this.#prelude, chunk])
    const read = readPrelude(held)
    if (!read) {
      this.#prelude = held
      this.#broken = held.length > preludeBytesMax
      return
    }
    this.#prelude = undefined
    this.#begin(read.head && urlHead(read.head))
    if (read.body.length > 0 && !this.#broken) await this.#answer.write(read.body)
  }

  #begin(head: ReturnType<typeof urlHead>): void {
    if (head) this.#answer.start(head.status, this.#finish(head.headers))
    else this.#broken = true
  }
}
