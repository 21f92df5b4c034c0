import { writeSync } from 'node:fs'
import { Socket } from 'node:net'

/** Frames over descriptors 3 and 4: a 32-bit little-endian length of what follows, one byte of type, the payload. */
export const say = {
  ready: 16,
  initialised: 17,
  initFailed: 18,
  result: 19,
  error: 20,
  log: 21,
  streamStart: 22,
  streamChunk: 23,
  streamEnd: 24,
  lastError: 25,
}

const headerBytes = 5
/** Most that one log frame carries: the longest event that CloudWatch Logs takes. */
export const logBytesMax = 256 * 1024
const scratch = Buffer.allocUnsafe(64 * 1024)
const readBuffer = Buffer.allocUnsafe(64 * 1024)

/**
 * Written before it returns, so that a crash right after loses nothing.
 * @param {number} type
 * @param {string | Uint8Array} [payload]
 */
export function send(type, payload = '') {
  if (typeof payload === 'string' && payload.length * 3 + headerBytes <= scratch.length) {
    const length = scratch.utf8Write(payload, headerBytes)
    writeFrame(scratch, type, length)
    return
  }
  const bytes = typeof payload === 'string' ? Buffer.from(payload) : payload
  const frame = Buffer.allocUnsafe(headerBytes + bytes.length)
  frame.set(bytes, headerBytes)
  writeFrame(frame, type, bytes.length)
}

/**
 * @param {1 | 2} stream 1 for stdout, 2 for stderr
 * @param {string} text one log event
 */
export function sendLog(stream, text) {
  if (text.length > logBytesMax / 3 && Buffer.byteLength(text) > logBytesMax) {
    const bytes = Buffer.from(text)
    for (let at = 0; at < bytes.length; at += logBytesMax) {
      send(say.log, Buffer.concat([Buffer.of(stream), bytes.subarray(at, at + logBytesMax)]))
    }
    return
  }
  send(say.log, String.fromCharCode(stream) + text)
}

/**
 * @param {Buffer} frame
 * @param {number} type
 * @param {number} length
 */
function writeFrame(frame, type, length) {
  frame.writeUInt32LE(length + 1, 0)
  frame[4] = type
  if (rehearsing) return
  const end = headerBytes + length
  for (let at = 0; at < end; ) {
    try {
      at += writeSync(4, frame, at, end - at)
    } catch (error) {
      if (error.code === 'EAGAIN') continue
      // Nobody hears us any more: the worker has gone, or the function has closed the descriptor.
      process.exit(1)
    }
  }
}

/**
 * Cuts what comes into frames.
 * @param {(type: number, payload: Buffer) => void} onFrame
 * @returns {(chunk: Buffer) => void}
 */
export function openDecoder(onFrame) {
  /** @type {Buffer[]} */
  let held = []
  let has = 0
  let wanted = headerBytes
  return (chunk) => {
    has += chunk.length
    if (has < wanted) {
      // The next read fills the same memory again.
      held.push(Buffer.from(chunk))
      return
    }
    let bytes = held.length === 0 ? chunk : Buffer.concat([...held, chunk], has)
    wanted = headerBytes
    while (bytes.length >= headerBytes) {
      const end = 4 + bytes.readUInt32LE(0)
      if (bytes.length < end) {
        wanted = end
        break
      }
      const frame = bytes
      bytes = bytes.subarray(end)
      onFrame(frame[4], frame.subarray(headerBytes, end))
    }
    held = bytes.length > 0 ? [Buffer.from(bytes)] : []
    has = bytes.length
  }
}

/**
 * Hears the worker. The socket's `ref` and `unref` decide whether waiting for it keeps the process alive.
 * @param {(chunk: Buffer) => void} onChunk what it gets holds until it returns: all reads fill the same memory
 */
export function listen(onChunk) {
  const callback = (length, buffer) => {
    onChunk(buffer.subarray(0, length))
    return true
  }
  const socket = new Socket({ fd: 3, readable: true, writable: false, onread: { buffer: readBuffer, callback } })
  socket.on('end', () => process.exit(0))
  socket.on('error', () => process.exit(1))
  // Nobody takes what it would give as a stream, and so nobody else starts it.
  socket.resume()
  return socket
}

let rehearsing = false

/** While it goes on nothing is written. */
export async function rehearse(play) {
  rehearsing = true
  try {
    await play()
  } finally {
    rehearsing = false
  }
}
