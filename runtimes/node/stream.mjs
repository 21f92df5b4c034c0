import { Writable } from 'node:stream'
import { RuntimeError } from './errors.mjs'
import { say, send } from './lane.mjs'

const streaming = Symbol.for('aws.lambda.runtime.handler.streaming')
const highWaterMark = Symbol.for('aws.lambda.runtime.handler.streaming.highWaterMark')
/** Longest piece that is sent at once. */
const chunkBytesMax = 256 * 1024

/** @param {Function} handler */
export const isStreaming = (handler) => handler[streaming] === 'response'

/** The answer of a streaming handler. Its content type goes ahead of the first byte. */
class ResponseStream extends Writable {
  #contentType = 'application/octet-stream'
  #prelude = ''
  started = false

  /** @param {string} contentType */
  setContentType(contentType) {
    if (this.started) throw new RuntimeError('InvalidStreamingOperation', 'Cannot set content-type, too late.')
    this.#contentType = contentType
  }

  /** @param {Record<string, unknown>} metadata */
  setPrelude(metadata) {
    this.setContentType('application/vnd.awslambda.http-integration-response')
    this.#prelude = JSON.stringify(metadata)
  }

  /**
   * @param {Buffer} chunk
   * @param {BufferEncoding} _encoding
   * @param {() => void} done
   */
  _write(chunk, _encoding, done) {
    this.start()
    for (let at = 0; at < chunk.length; at += chunkBytesMax) {
      send(say.streamChunk, chunk.subarray(at, at + chunkBytesMax))
    }
    done()
  }

  /** @param {() => void} done */
  _final(done) {
    this.start()
    done()
  }

  start() {
    if (this.started) return
    this.started = true
    send(say.streamStart, this.#contentType)
    if (this.#prelude) send(say.streamChunk, Buffer.from(`${this.#prelude}${'\0'.repeat(8)}`))
  }
}

/**
 * A stream for one invocation.
 * @param {Function} handler
 */
export const openResponseStream = (handler) => new ResponseStream({ highWaterMark: handler[highWaterMark] })

/** The global that streaming handlers are written with. */
export const awslambda = {
  /**
   * @param {Function} handler
   * @param {{ highWaterMark?: number }} [options]
   */
  streamifyResponse(handler, options) {
    handler[streaming] = 'response'
    if (options?.highWaterMark !== undefined)
      handler[highWaterMark] = Number.parseInt(String(options.highWaterMark), 10)
    return handler
  },
  HttpResponseStream: class HttpResponseStream {
    /**
     * @param {ResponseStream} underlying
     * @param {Record<string, unknown>} metadata
     */
    static from(underlying, metadata) {
      underlying.setPrelude(metadata)
      return underlying
    }
  },
}
