import { fromBase64, text, utf8 } from '../../base/bytes.ts'
import { readPrelude } from './url-prelude.ts'

export interface UrlAnswer {
  status: number
  /** Lower-case names and values in turn. */
  headers: string[]
  body: Uint8Array
}

interface Shaped {
  statusCode?: unknown
  headers?: unknown
  cookies?: unknown
  body?: unknown
  isBase64Encoded?: unknown
}

/** What a function answered, as HTTP; undefined when it cannot be. (Lambda Developer Guide: function URLs, response payload.) */
export function urlAnswer(payload: Uint8Array): UrlAnswer | undefined {
  const value = parse(payload)
  if (value === undefined) return streamedAnswer(payload)
  if (!isShaped(value)) {
    const body = typeof value === 'string' ? value : JSON.stringify(value)
    return { status: 200, headers: ['content-type', 'application/json'], body: utf8(body) }
  }
  const head = urlHead(value)
  const body = bodyOf(value)
  return head && body && { ...head, body }
}

/** Of a streaming function whose URL buffers: its bytes are no JSON. */
function streamedAnswer(payload: Uint8Array): UrlAnswer | undefined {
  const prelude = readPrelude(payload)
  if (!prelude) return { status: 200, headers: ['content-type', 'application/octet-stream'], body: payload }
  const head = prelude.head && urlHead(prelude.head)
  return head && { ...head, body: prelude.body }
}

/** Status and headers, of an answer or of the prelude of a stream; undefined when they are none. */
export function urlHead({ cookies, headers, statusCode }: Shaped): Pick<UrlAnswer, 'status' | 'headers'> | undefined {
  const status = Number(statusCode ?? 200)
  if (!Number.isInteger(status) || status < 200 || status > 599) return undefined
  const list: string[] = []
  for (const [name, value] of Object.entries((headers ?? {}) as Record<string, unknown>)) {
    if (!isHeader(name, value)) return undefined
    if (!theirs.has(name.toLowerCase())) list.push(name.toLowerCase(), String(value))
  }
  if (!list.some((name, at) => at % 2 === 0 && name === 'content-type')) list.push('content-type', 'application/json')
  for (const cookie of Array.isArray(cookies) ? (cookies as unknown[]) : []) {
    if (!isHeader('set-cookie', cookie)) return undefined
    list.push('set-cookie', String(cookie))
  }
  return { status, headers: list }
}

/** Of the connection or said by us, not of the answer. */
const theirs = new Set([
  'connection',
  'content-length',
  'date',
  'keep-alive',
  'transfer-encoding',
  'upgrade',
  'x-amzn-requestid',
  'x-amzn-trace-id',
])

/** RFC 9110: field values. Node takes nothing else. */
const fieldValue = /^[\t\x20-\x7e\x80-\xff]*$/

const isHeader = (name: string, value: unknown): boolean =>
  /^[\w!#$%&'*+.^`|~-]+$/.test(name) &&
  ['string', 'number', 'boolean'].includes(typeof value) &&
  fieldValue.test(String(value))

const isShaped = (value: unknown): value is Shaped =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && 'statusCode' in value

function bodyOf({ body, isBase64Encoded }: Shaped): Uint8Array | undefined {
  if (body === undefined || body === null) return utf8('')
  const words = typeof body === 'string' ? body : JSON.stringify(body)
  try {
    return isBase64Encoded === true ? fromBase64(words) : utf8(words)
  } catch {
    return undefined
  }
}

function parse(payload: Uint8Array): unknown {
  try {
    return JSON.parse(text(payload)) as unknown
  } catch {
    return undefined
  }
}
