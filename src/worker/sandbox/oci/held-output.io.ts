import type { Readable } from 'node:stream'

/**
 * What a stream says from its very start. When the program that starts a container has ended, Node.js lets all of its
 * streams flow, listeners or none; what the container said by then would be lost.
 */
export class HeldOutput {
  #chunks: Uint8Array[] = []
  #listener: ((chunk: Uint8Array) => void) | undefined

  constructor(stream: Readable) {
    stream.on('data', (chunk: Uint8Array) => {
      if (this.#listener) this.#listener(chunk)
      else this.#chunks.push(chunk)
    })
  }

  listen(listener: (chunk: Uint8Array) => void): void {
    this.#listener = listener
    for (const chunk of this.#chunks.splice(0)) listener(chunk)
  }
}
