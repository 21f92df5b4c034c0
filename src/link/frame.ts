import { concat, text, utf8 } from '../base/bytes.ts'
import { invariant } from '../base/invariant.ts'
import type { Message } from './link.ts'

/**
 * What travels: frames of a 32-bit little-endian length of what follows, one byte of type, the 32-bit number of a
 * stream, and a payload. A message is a 32-bit length of JSON, the JSON, and a raw body; the first frame of a message
 * begins with the message's whole length, what does not fit goes into `more` frames. So a large body is many small
 * frames, and others pass between them.
 */
export const frame = {
  /** Messages. */
  call: 1,
  answer: 2,
  failure: 3,
  subscribe: 4,
  item: 5,
  /** The next part of the message begun on this stream. */
  more: 6,
  /** Without payload: nobody waits for this stream any more. */
  cancel: 7,
  /** Without payload: the feed is over. */
  end: 8,
  /** 32 bits: so many more items may come. */
  credit: 9,
  /** Without payload, of stream 0: I am here. */
  beat: 10,
} as const

export const headerBytes = 9
export const partBytes = 64 * 1024
/** The largest management request is 70 MB; its head comes on top. */
export const messageBytesMax = 80 * 1024 * 1024

export interface Frame {
  type: number
  stream: number
  payload: Uint8Array
}

export function encodeSignal(type: number, stream: number, value?: number): Uint8Array {
  const bytes = new Uint8Array(value === undefined ? headerBytes : headerBytes + 4)
  writeHeader(bytes, type, stream)
  if (value !== undefined) write32(bytes, headerBytes, value)
  return bytes
}

/**
 * The message's frames in order, each made when it is asked for: a large body is not copied at once.
 * Throws RangeError when it is too large to travel.
 */
export function encodeMessage(type: number, stream: number, { head, body }: Message): Iterator<Uint8Array> {
  const json = utf8(JSON.stringify(head) ?? 'null')
  const total = 4 + json.length + body.length
  if (total > messageBytesMax) throw new RangeError(`a message of ${total} bytes is more than ${messageBytesMax}`)
  const prefix = new Uint8Array(8)
  write32(prefix, 0, total)
  write32(prefix, 4, json.length)
  return cutFrames(type, stream, [prefix, json, body])
}

function* cutFrames(type: number, stream: number, parts: readonly Uint8Array[]): Generator<Uint8Array, undefined> {
  let left = parts.reduce((sum, part) => sum + part.length, 0)
  let part = 0
  let at = 0
  for (let kind = type; left > 0; kind = frame.more) {
    const bytes = new Uint8Array(headerBytes + Math.min(left, partBytes))
    writeHeader(bytes, kind, stream)
    for (let filled = headerBytes; filled < bytes.length; ) {
      const taken = parts[part]!.subarray(at, at + bytes.length - filled)
      bytes.set(taken, filled)
      filled += taken.length
      at += taken.length
      if (at === parts[part]!.length) [part, at] = [part + 1, 0]
    }
    left -= bytes.length - headerBytes
    yield bytes
  }
}

/** Cuts a stream of bytes into frames. A payload shares memory with the chunk that brought it. */
export class FrameReader {
  #held: Uint8Array | undefined;

  *push(chunk: Uint8Array): Generator<Frame> {
    const bytes = this.#held ? concat([this.#held, chunk]) : chunk
    let at = 0
    while (bytes.length - at >= headerBytes) {
      const length = read32(bytes, at)
      invariant(length >= 5 && length <= headerBytes + partBytes, `a frame of ${length} bytes`)
      const end = at + 4 + length
      if (end > bytes.length) break
      yield { type: bytes[at + 4]!, stream: read32(bytes, at + 5), payload: bytes.subarray(at + headerBytes, end) }
      at = end
    }
    this.#held = at < bytes.length ? bytes.subarray(at) : undefined
  }
}

interface Unfinished {
  type: number
  bytes: Uint8Array
  at: number
}

/** Puts messages together again; each stream has one message under way at most. */
export class MessageReader {
  #unfinished = new Map<number, Unfinished>()

  /** The message that this frame completes. */
  take({ type, stream, payload }: Frame): { type: number; message: Message } | undefined {
    if (type !== frame.more) {
      const total = read32(payload, 0)
      invariant(total >= 4 && total <= messageBytesMax, `a message of ${total} bytes`)
      const part = payload.subarray(4)
      if (part.length === total) return { type, message: decode(part) }
      this.#unfinished.set(stream, { type, bytes: new Uint8Array(total), at: 0 })
      return this.#append(stream, part)
    }
    return this.#append(stream, payload)
  }

  forget(stream: number): void {
    this.#unfinished.delete(stream)
  }

  #append(stream: number, part: Uint8Array): { type: number; message: Message } | undefined {
    const unfinished = this.#unfinished.get(stream)
    // The rest of a message that was given up.
    if (!unfinished) return undefined
    invariant(unfinished.at + part.length <= unfinished.bytes.length, 'a message is as long as it says')
    unfinished.bytes.set(part, unfinished.at)
    unfinished.at += part.length
    if (unfinished.at < unfinished.bytes.length) return undefined
    this.#unfinished.delete(stream)
    return { type: unfinished.type, message: decode(unfinished.bytes) }
  }
}

function decode(bytes: Uint8Array): Message {
  const end = 4 + read32(bytes, 0)
  invariant(end <= bytes.length, 'a head is as long as it says')
  return { head: JSON.parse(text(bytes.subarray(4, end))) as unknown, body: bytes.subarray(end) }
}

function writeHeader(bytes: Uint8Array, type: number, stream: number): void {
  write32(bytes, 0, bytes.length - 4)
  bytes[4] = type
  write32(bytes, 5, stream)
}

function write32(bytes: Uint8Array, at: number, value: number): void {
  bytes[at] = value & 0xff
  bytes[at + 1] = (value >>> 8) & 0xff
  bytes[at + 2] = (value >>> 16) & 0xff
  bytes[at + 3] = value >>> 24
}

export const read32 = (bytes: Uint8Array, at: number): number =>
  (bytes[at]! | (bytes[at + 1]! << 8) | (bytes[at + 2]! << 16) | (bytes[at + 3]! << 24)) >>> 0
