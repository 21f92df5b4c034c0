import { format } from 'node:util'
import { toLogText } from './errors.mjs'
import { sendLog } from './lane.mjs'

const levels = { TRACE: 1, DEBUG: 2, INFO: 3, WARN: 4, ERROR: 5, FATAL: 6 }
const methods = {
  trace: 'TRACE',
  debug: 'DEBUG',
  log: 'INFO',
  info: 'INFO',
  warn: 'WARN',
  error: 'ERROR',
  fatal: 'FATAL',
}

/** @type {string | undefined} */
let requestId
/** @type {string | undefined} */
let tenantId
/** @type {'Text' | 'JSON'} */
let logFormat = 'Text'

/**
 * Whose lines the next ones are.
 * @param {string | undefined} id
 * @param {string} [tenant]
 */
export function setRequest(id, tenant) {
  requestId = id
  tenantId = tenant
}

/**
 * The console speaks as Lambda's does from now on.
 * @param {'Text' | 'JSON'} formatName
 * @param {string | undefined} minimum
 */
export function patchConsole(formatName, minimum) {
  logFormat = formatName
  const least = levels[/** @type {keyof typeof levels} */ (minimum?.toUpperCase())] ?? levels.TRACE
  for (const [method, level] of Object.entries(methods)) {
    console[method] = levels[level] < least ? () => {} : (...parts) => writeLine(level, parts)
  }
}

/**
 * An error that ends an invocation, told to the log.
 * @param {string} what
 * @param {unknown} error
 */
export function logError(what, error) {
  if (logFormat === 'JSON') writeLine('ERROR', error instanceof Error ? [error] : [`${what} ${toLogText(error)}`])
  else writeLine('ERROR', [what, toLogText(error)])
}

/**
 * @param {string} level
 * @param {unknown[]} parts
 */
function writeLine(level, parts) {
  const time = new Date().toISOString()
  flushPartialLines()
  sendLog(
    1,
    logFormat === 'JSON' ? jsonLine(time, level, parts) : `${time}\t${requestId}\t${level}\t${format(...parts)}`,
  )
}

/**
 * @param {string} timestamp
 * @param {string} level
 * @param {unknown[]} parts
 */
function jsonLine(timestamp, level, parts) {
  /** @type {Record<string, unknown>} */
  const line = { timestamp, level, requestId }
  if (tenantId) line.tenantId = tenantId
  if (parts.length === 1) {
    line.message = parts[0]
    if (parts[0] instanceof Error) Object.assign(line, { ...describe(parts[0]), message: undefined })
    try {
      return JSON.stringify(line, (_key, value) =>
        value instanceof Error ? Object.assign(describe(value), value) : value,
      )
    } catch {
      line.message = format(parts[0])
      return JSON.stringify(line)
    }
  }
  line.message = format(...parts)
  const error = parts.find((part) => part instanceof Error)
  return JSON.stringify(error ? { ...line, ...describe(error) } : line)
}

/** @param {Error} error */
const describe = (error) => ({
  errorType: error.constructor?.name ?? 'UnknownError',
  errorMessage: error.message,
  stackTrace: typeof error.stack === 'string' ? error.stack.split('\n') : [],
})

/** Longest unfinished line that is kept waiting for its end. */
const partialMax = 64 * 1024
const partial = { 1: '', 2: '' }

/** What the function writes to its streams goes the console's way: in order, and there after a crash. */
export function patchStreams() {
  for (const [stream, number] of /** @type {const} */ ([
    [process.stdout, 1],
    [process.stderr, 2],
  ])) {
    stream.write = (chunk, encoding, done) => {
      const text = typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString()
      writeText(number, text)
      const callback = typeof encoding === 'function' ? encoding : done
      if (callback) queueMicrotask(callback)
      return true
    }
  }
  process.on('exit', flushPartialLines)
}

/**
 * @param {1 | 2} stream
 * @param {string} text
 */
function writeText(stream, text) {
  const lines = (partial[stream] + text).split('\n')
  partial[stream] = lines.pop() ?? ''
  for (const line of lines) sendLog(stream, line)
  if (partial[stream].length > partialMax) flush(stream)
}

export function flushPartialLines() {
  flush(1)
  flush(2)
}

/** @param {1 | 2} stream */
function flush(stream) {
  if (partial[stream] === '') return
  sendLog(stream, partial[stream])
  partial[stream] = ''
}
