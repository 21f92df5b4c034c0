import { Pieces } from '../lanes/pieces.ts'

/** A body as one piece, up to a size; what comes beyond it is only counted. */
export class GatheredBody {
  #parts = new Pieces()
  #bytes = 0
  #bytesMax: number

  constructor(bytesMax: number) {
    this.#bytesMax = bytesMax
  }

  add(chunk: Uint8Array): void {
    this.#bytes += chunk.length
    if (this.tooLarge) this.#parts.clear()
    else this.#parts.add(chunk)
  }

  get tooLarge(): boolean {
    return this.#bytes > this.#bytesMax
  }

  take(): Uint8Array {
    return this.#parts.whole()
  }
}
