import { concat } from '../../base/bytes.ts'

/** So many small pieces are kept before they become one. */
const smallMax = 4096

/**
 * Bytes in the order in which they came. However small the pieces that a function makes of them, they take little more
 * memory than the bytes: each piece costs about a hundred, also one with nothing in it.
 */
export class Pieces {
  #large: Uint8Array[] = []
  #small: Uint8Array[] = []

  /** How many are kept. */
  get count(): number {
    return this.#large.length + this.#small.length
  }

  add(piece: Uint8Array): void {
    if (piece.length === 0) return
    this.#small.push(piece)
    if (this.#small.length < smallMax) return
    this.#large.push(concat(this.#small))
    this.#small = []
  }

  clear(): void {
    this.#large = []
    this.#small = []
  }

  whole(): Uint8Array {
    return concat([...this.#large, ...this.#small])
  }
}
