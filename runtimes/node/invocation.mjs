import { flushPartialLines, logError, setRequest } from './console.mjs'
import { makeContext } from './context.mjs'
import { RuntimeError, toPayload } from './errors.mjs'
import { say, send } from './lane.mjs'
import { isStreaming, openResponseStream } from './stream.mjs'

/** Most that a buffered answer may have: 6 MB and a hundred bytes. */
const resultBytesMax = 6 * 1024 * 1024 + 100
const nodeMajor = Number(process.versions.node.split('.')[0])

/** One invocation, from its frame to its answer. Answers once, whatever the handler does. */
export class Invocation {
  #handler
  #head
  #event
  #onEnd
  /** @type {ReturnType<typeof makeContext> | undefined} */
  #context
  #ended = false
  #promised = false
  /** Set once the handler has called back and the event loop is to run empty first. */
  #whenIdle
  /** @type {ReturnType<typeof openResponseStream> | undefined} */
  #stream

  /**
   * @param {Function} handler
   * @param {{ head: any, event: Buffer }} work
   * @param {() => void} onEnd
   */
  constructor(handler, work, onEnd) {
    this.#handler = handler
    this.#head = work.head
    this.#event = work.event
    this.#onEnd = onEnd
  }

  /** @param {Record<string, string>} fixed */
  run(fixed) {
    setRequest(this.#head.requestId, this.#head.tenantId)
    process.env._X_AMZN_TRACE_ID = this.#head.traceId
    const context = makeContext(this.#head, fixed)
    this.#context = context
    if (nodeMajor < 24) this.#addLegacyMethods(context)
    try {
      const event = this.#event.length === 0 ? {} : JSON.parse(this.#event.toString())
      if (isStreaming(this.#handler)) this.#runStreaming(event, context)
      else this.#runBuffered(event, context)
    } catch (error) {
      this.fail(error)
    }
  }

  #runBuffered(event, context) {
    const result = this.#handler(event, context, (error, value) => this.#callBack(error, value))
    this.#promised = typeof result?.then === 'function'
    if (this.#promised)
      result.then(
        (value) => this.#succeed(value),
        (error) => this.fail(error ?? 'handled'),
      )
    else if (nodeMajor >= 24) this.#succeed(result)
  }

  #runStreaming(event, context) {
    this.#stream = openResponseStream(this.#handler)
    this.#stream.once('finish', () => this.#whenIdle?.())
    this.#stream.on('error', (error) => this.fail(error))
    const result = this.#handler(event, this.#stream, context)
    if (typeof result?.then !== 'function') {
      throw new RuntimeError('MalformedStreamingHandler', 'Streaming does not support non-async handlers.')
    }
    this.#promised = true
    result.then(
      () => {
        this.#whenIdle = () => this.#endStream()
        if (this.#stream?.writableFinished) this.#endStream()
      },
      (error) => this.fail(error ?? 'handled'),
    )
  }

  #addLegacyMethods(context) {
    let waits = true
    // Accessors hear of it, too, when an object that inherits from the context is told.
    Object.defineProperty(context, 'callbackWaitsForEmptyEventLoop', {
      get: () => waits,
      set: (whether) => {
        waits = whether
      },
    })
    context.done = (error, value) => (error === undefined || error === null ? this.#succeed(value) : this.fail(error))
    context.succeed = (value) => this.#succeed(value)
    context.fail = (error) => this.fail(error ?? 'handled')
  }

  #callBack(error, value) {
    if (error !== undefined && error !== null) this.fail(error)
    else if (this.#context?.callbackWaitsForEmptyEventLoop) this.#whenIdle = () => this.#succeed(value)
    else this.#succeed(value)
  }

  /** Nothing is left to run: what has been called back is the answer, and what was promised will never come. */
  loopIsEmpty() {
    if (this.#whenIdle) return setImmediate(() => this.#whenIdle?.())
    if (!this.#promised) return setImmediate(() => this.#succeed(null))
    const words =
      'The Lambda runtime client detected an unexpected Node.js exit code. This is most commonly caused by a Promise that was never settled. For more information, see https://nodejs.org/docs/latest/api/process.html#exit-codes'
    this.fail(new RuntimeError('NodeJsExit', words))
  }

  #succeed(value) {
    if (this.#ended) return
    if (this.#stream) return this.#endStream()
    const json = stringify(value)
    if (json === undefined) return this.fail(unstringifiable())
    const large = json.length * 3 > resultBytesMax && Buffer.byteLength(json) > resultBytesMax
    this.#end(() => (large ? send(say.error, JSON.stringify(tooLarge)) : send(say.result, json)))
  }

  #endStream() {
    this.#end(() => {
      this.#stream?.start()
      send(say.streamEnd)
    })
  }

  /** @param {unknown} error */
  fail(error) {
    this.#fail(error, 'Invoke Error', say.error)
  }

  /**
   * The process ends after this.
   * @param {unknown} error
   * @param {string} what
   */
  die(error, what) {
    this.#fail(error, what, say.lastError)
  }

  #fail(error, what, frame) {
    if (this.#ended) return
    logError(what, error)
    const payload = JSON.stringify(toPayload(error))
    this.#end(() => send(this.#stream?.started ? say.streamEnd : frame, payload))
  }

  #end(answer) {
    if (this.#ended) return
    this.#ended = true
    flushPartialLines()
    answer()
    this.#onEnd()
  }
}

const tooLarge = {
  errorMessage: `Response payload size exceeded maximum allowed payload size (${resultBytesMax} bytes).`,
  errorType: 'Function.ResponseSizeTooLarge',
}

/** JSON text; undefined when the value has none (a cycle, a BigInt). */
function stringify(value) {
  try {
    return JSON.stringify(value === undefined ? null : value) ?? 'null'
  } catch {
    return undefined
  }
}

function unstringifiable() {
  const words = 'Unable to stringify response body'
  return nodeMajor >= 24 ? new RuntimeError('JSONStringifyError', words) : new Error(words)
}
