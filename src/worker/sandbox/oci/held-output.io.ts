import type { Readable } from 'node:stream'

const bytesAtOnce = 2 ** 20

/**
 * What a stream says from its very start. When the program that starts a container has ended, Node.js lets all of its
 * streams flow, listeners or none; what the container said by then would be lost.
 */
export class HeldOutput {
  #chunks: Uint8Array[] = []
  #listener: ((chunk: Uint8Array) => void) | undefined

  /** With `pauseMs`: so long nothing is read of it after each mebibyte. */
  constructor(stream: Readable, pauseMs?: number) {
    let read = 0
    stream.on('data', (chunk: Uint8Array) => {
      read += chunk.length
      if (pauseMs !== undefined && read >= bytesAtOnce) {
        read = 0
        stream.pause()
        setTimeout(() => stream.resume(), pauseMs)
      }
      if (this.#listener) this.#listener(chunk)
      else this.#chunks.push(chunk)
    })
  }

  listen(listener: (chunk: Uint8Array) => void): void {
    this.#listener = listener
    for (const chunk of this.#chunks.splice(0)) listener(chunk)
  }
}
