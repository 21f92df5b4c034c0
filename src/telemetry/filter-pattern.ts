import { InvalidPattern } from './invalid-pattern.ts'
import { compileJsonFilter } from './json-filter.ts'

export type Matches = (message: string) => boolean
export type CompiledPattern = { valid: true; matches: Matches } | { valid: false; because: string }

/**
 * CloudWatch Logs: filter and pattern syntax. Terms and phrases, all of them or with `?` any of them, `-` for what must
 * not be there, and `{ … }` for messages of JSON. Regular expressions and patterns of columns are refused.
 */
export function compilePattern(pattern: string): CompiledPattern {
  const trimmed = pattern.trim()
  try {
    if (trimmed === '') return { valid: true, matches: () => true }
    if (trimmed.startsWith('[')) throw new InvalidPattern('patterns of space-delimited columns are not supported')
    return { valid: true, matches: trimmed.startsWith('{') ? compileJsonFilter(trimmed) : compileTerms(trimmed) }
  } catch (error) {
    if (error instanceof InvalidPattern) return { valid: false, because: error.message }
    throw error
  }
}

const term = /([?-]?)(?:"((?:[^"\\]|\\.)*)"|(\S+))(?:\s+|$)/gy

function compileTerms(pattern: string): Matches {
  const terms = { '': [] as string[], '?': [] as string[], '-': [] as string[] }
  let at = 0
  for (const [whole, sign = '', quoted, bare] of pattern.matchAll(term)) {
    at += whole.length
    if (bare?.startsWith('"')) throw new InvalidPattern('a quotation mark has no partner')
    if (quoted === undefined && /^%.*%$/.test(bare!)) throw new InvalidPattern('regular expressions are not supported')
    terms[sign as keyof typeof terms].push(quoted?.replaceAll(/\\(.)/g, '$1') ?? bare!)
  }
  if (at < pattern.length) throw new InvalidPattern(`unreadable from: ${pattern.slice(at)}`)
  const { '': all, '?': any, '-': none } = terms
  // AWS ignores the alternatives when something else is asked for beside them.
  const alternatives = all.length + none.length === 0 ? any : []
  return (message) =>
    all.every((each) => message.includes(each)) &&
    !none.some((each) => message.includes(each)) &&
    (alternatives.length === 0 || alternatives.some((each) => message.includes(each)))
}
