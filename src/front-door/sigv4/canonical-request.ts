import type { SignedRequest } from './claim.ts'

/** What is signed (AWS Signature Version 4: create a canonical request). */
export function canonicalRequest(
  request: SignedRequest,
  signedHeaders: readonly string[],
  payloadHash: string,
): string {
  const { method, path, query, headers } = request
  let lines = ''
  for (const name of signedHeaders) lines += `${name}:${canonicalValue(headers.get(name) ?? '')}\n`
  return `${method}\n${path}\n${query}\n${lines}\n${signedHeaders.join(';')}\n${payloadHash}`
}

const plainPath = /^(?:\/[A-Za-z0-9\-_~][A-Za-z0-9\-._~]*)+$/

/** Every service but S3 signs the normalised path, with each segment encoded once more than it travels. */
export function canonicalPath(path: string): string {
  if (plainPath.test(path)) return path
  const kept: string[] = []
  for (const segment of path.split('/')) {
    if (segment === '..') kept.pop()
    else if (segment !== '' && segment !== '.') kept.push(encodeText(segment))
  }
  return `/${kept.join('/')}${kept.length > 0 && path.endsWith('/') ? '/' : ''}`
}

/** S3 signs the path as it travels. */
export const canonicalKeyPath = (path: string): string => path.split('/').map(normalizeEscapes).join('/')

/** Sorted by name, then by value; a presigned one without the signature itself. */
export function canonicalQuery(query: string, presigned: boolean): string {
  if (query === '') return ''
  return queryPairs(query)
    .filter(([name]) => !presigned || name !== 'X-Amz-Signature')
    .toSorted(([name, value], [otherName, otherValue]) => compare(name, otherName) || compare(value, otherValue))
    .map(([name, value]) => `${name}=${value}`)
    .join('&')
}

/** Names and values in the one way in which SigV4 writes them. */
export const queryPairs = (query: string): [name: string, value: string][] =>
  query
    .split('&')
    .filter((pair) => pair !== '')
    .map((pair) => {
      const equals = pair.indexOf('=')
      const [name, value] = equals === -1 ? [pair, ''] : [pair.slice(0, equals), pair.slice(equals + 1)]
      return [normalizeEscapes(name), normalizeEscapes(value)]
    })

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)

/** Runs of blanks inside a value count as one. Nobody quotes header values that are signed. */
function canonicalValue(value: string): string {
  const text = /[\x80-\xff]/.test(value) ? decodeUtf8(value) : value
  return /[ \t]{2}|\t|^ | $/.test(text) ? text.trim().replace(/[ \t]+/g, ' ') : text
}

const utf8 = new TextDecoder('utf-8')
/** The wire's bytes come as one character each; whoever signs, signs the text that they mean. */
const decodeUtf8 = (wire: string): string => utf8.decode(Uint8Array.from(wire, (character) => character.charCodeAt(0)))

const encodeText = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`)

const alreadyNormal = /^[A-Za-z0-9\-._~]*$/

/** The same meaning, with upper-case escapes of everything but unreserved characters (RFC 3986). */
function normalizeEscapes(text: string): string {
  if (alreadyNormal.test(text)) return text
  return text.replace(/%[0-9a-fA-F]{2}|[^A-Za-z0-9\-._~]/gu, (found) => {
    if (found.length !== 3 || found[0] !== '%') return encodeText(found)
    const character = String.fromCharCode(Number.parseInt(found.slice(1), 16))
    return alreadyNormal.test(character) ? character : found.toUpperCase()
  })
}
