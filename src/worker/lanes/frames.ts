import { concat, empty, utf8 } from '../../base/bytes.ts'

const headerBytes = 5

/** Longest frame that is taken from a runtime: an answer's limit with room for its error's words. */
export const frameBytesMax = 8 * 1024 * 1024

/** A whole frame: length, type, then the parts in order. */
export function encodeFrame(type: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const length = parts.reduce((sum, part) => sum + part.length, 0)
  const frame = new Uint8Array(headerBytes + length)
  writeLength(frame, 0, length + 1)
  frame[4] = type
  let at = headerBytes
  for (const part of parts) {
    frame.set(part, at)
    at += part.length
  }
  return frame
}

/** The 32-bit length of a head, the head as JSON. */
export function encodeHead(head: unknown): Uint8Array {
  const json = utf8(JSON.stringify(head))
  const length = new Uint8Array(4)
  writeLength(length, 0, json.length)
  return concat([length, json])
}

function writeLength(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 0xff
  bytes[at + 1] = (value >>> 8) & 0xff
  bytes[at + 2] = (value >>> 16) & 0xff
  bytes[at + 3] = value >>> 24
}

const readLength = (bytes: Uint8Array): number =>
  (bytes[0]! | (bytes[1]! << 8) | (bytes[2]! << 16) | (bytes[3]! << 24)) >>> 0

/** Cuts a stream of bytes into frames. A payload may share memory with the chunk that brought it. */
export class FrameDecoder {
  #held: Uint8Array[] = []
  #heldBytes = 0
  #wanted = headerBytes
  #onFrame: (type: number, payload: Uint8Array) => void
  #onBroken: (what: string) => void
  #broken = false

  constructor(onFrame: (type: number, payload: Uint8Array) => void, onBroken: (what: string) => void) {
    this.#onFrame = onFrame
    this.#onBroken = onBroken
  }

  push(chunk: Uint8Array): void {
    if (this.#broken) return
    this.#held.push(chunk)
    this.#heldBytes += chunk.length
    if (this.#heldBytes < this.#wanted) return
    let bytes = concat(this.#held)
    this.#wanted = headerBytes
    while (bytes.length >= headerBytes && !this.#broken) {
      const end = 4 + readLength(bytes)
      if (end < headerBytes || end > frameBytesMax) return this.#break(`a frame of ${end - 4} bytes`)
      if (bytes.length < end) {
        this.#wanted = end
        break
      }
      this.#onFrame(bytes[4]!, bytes.subarray(headerBytes, end))
      bytes = bytes.subarray(end)
    }
    this.#held = bytes.length > 0 ? [bytes] : []
    this.#heldBytes = bytes.length
  }

  #break(what: string): void {
    this.#broken = true
    this.#held = [empty]
    this.#onBroken(what)
  }
}
