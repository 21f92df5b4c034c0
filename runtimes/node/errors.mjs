import { types } from 'node:util'

/** An error that the runtime itself reports; `name` is what the caller sees as errorType. */
export class RuntimeError extends Error {
  /**
   * @param {string} name
   * @param {string} message
   */
  constructor(name, message) {
    super(message)
    this.name = `Runtime.${name}`
  }
}

/** A promise that nobody caught. */
export class UnhandledPromiseRejection extends RuntimeError {
  /**
   * @param {unknown} reason
   * @param {Promise<unknown>} promise
   */
  constructor(reason, promise) {
    super('UnhandledPromiseRejection', String(reason))
    this.reason = reason
    this.promise = promise
  }
}

/** @param {unknown} value */
const isError = (value) => types.isNativeError(value) || value instanceof Error

/**
 * The function's error as its caller gets it.
 * @param {unknown} error
 */
export function toPayload(error) {
  try {
    if (!isError(error)) return { errorType: typeof error, errorMessage: String(error), trace: [] }
    return {
      errorType: clean(error.name),
      errorMessage: clean(error.message),
      trace: clean(error.stack ?? '').split('\n'),
    }
  } catch {
    return {
      errorType: 'handled',
      errorMessage:
        'callback called with Error argument, but there was a problem while retrieving one or more of its message, name, and stack',
    }
  }
}

/** @param {unknown} text */
const clean = (text) => String(text).replaceAll('\x7F', '%7F')

/**
 * The function's error as the log shows it: one line of JSON after a tab, own properties included.
 * @param {unknown} error
 */
export function toLogText(error) {
  try {
    return `\t${JSON.stringify(error, (_key, value) => (isError(value) ? withDetails(value) : value))}`
  } catch {
    return `\t${JSON.stringify(toPayload(error))}`
  }
}

/** @param {Error & { code?: unknown }} error */
function withDetails(error) {
  const told = { errorType: error.name, errorMessage: error.message, code: error.code }
  for (const [name, value] of Object.entries(error)) if (name !== 'name') told[name] = value
  return { ...told, stack: typeof error.stack === 'string' ? error.stack.split('\n') : error.stack }
}
