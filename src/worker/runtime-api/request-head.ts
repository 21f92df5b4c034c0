/** The first part of a request, as far as it concerns us. */
export interface RequestHead {
  method: string
  /** Without the query. */
  path: string
  /** Names in lower case; of a header that comes twice, the values with a comma. */
  headers: ReadonlyMap<string, string>
  body: { kind: 'none' } | { kind: 'sized'; bytes: number } | { kind: 'chunked' }
  keepAlive: boolean
  expectsContinue: boolean
}

const token = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/
const requestLine = /^([A-Z]{1,16}) (\/[\x21-\x7e]*) HTTP\/1\.([01])$/

/**
 * Reads a request's head, without the empty line at its end. Undefined when two readers could take it for different
 * things: doubtful lengths, folded or unnamed headers, stray line ends (RFC 9112, sections 5 and 6).
 */
export function readHead(text: string): RequestHead | undefined {
  const lines = text.split('\r\n')
  const line = requestLine.exec(lines[0]!)
  if (!line) return undefined
  const headers = readHeaders(lines, 1)
  if (!headers) return undefined
  const [, method = '', target = '', minor] = line
  const body = readBodyKind(headers, minor === '1')
  if (!body) return undefined
  const query = target.indexOf('?')
  const connection = headers.get('connection')?.toLowerCase() ?? ''
  return {
    method,
    path: query < 0 ? target : target.slice(0, query),
    headers,
    body,
    keepAlive: minor === '1' ? !connection.includes('close') : connection.includes('keep-alive'),
    expectsContinue: headers.get('expect')?.toLowerCase() === '100-continue',
  }
}

/** Also reads trailers. Undefined when a line is no header. */
export function readHeaders(lines: readonly string[], from = 0): Map<string, string> | undefined {
  const headers = new Map<string, string>()
  for (let at = from; at < lines.length; at++) {
    const line = lines[at]!
    const colon = line.indexOf(':')
    const name = line.slice(0, colon).toLowerCase()
    if (colon < 1 || !token.test(name) || hasControls(line)) return undefined
    const value = line.slice(colon + 1).trim()
    const before = headers.get(name)
    if (before !== undefined && (name === 'content-length' || name === 'transfer-encoding')) return undefined
    headers.set(name, before === undefined ? value : `${before}, ${value}`)
  }
  return headers
}

function hasControls(line: string): boolean {
  for (let at = 0; at < line.length; at++) {
    const code = line.charCodeAt(at)
    if ((code < 0x20 && code !== 9) || code === 0x7f) return true
  }
  return false
}

function readBodyKind(headers: ReadonlyMap<string, string>, chunkedAllowed: boolean): RequestHead['body'] | undefined {
  const length = headers.get('content-length')
  const encoding = headers.get('transfer-encoding')
  if (encoding !== undefined) {
    const chunked = encoding.toLowerCase() === 'chunked' && length === undefined && chunkedAllowed
    return chunked ? { kind: 'chunked' } : undefined
  }
  if (length === undefined) return { kind: 'none' }
  if (!/^\d{1,15}$/.test(length)) return undefined
  return length === '0' ? { kind: 'none' } : { kind: 'sized', bytes: Number(length) }
}
