import { InvalidPattern } from './invalid-pattern.ts'
import { type Comparison, compileComparison } from './json-comparison.ts'

/** A pattern `{ … }` over messages of JSON; what is no JSON does not match. */
export function compileJsonFilter(pattern: string): (message: string) => boolean {
  const reader = new PatternReader(readTokens(pattern))
  const holds = reader.whole()
  return (message) => {
    const at = message.search(/\S/)
    if (message[at] !== '{' && message[at] !== '[') return false
    try {
      return holds(JSON.parse(message))
    } catch {
      return false
    }
  }
}

type Holds = (value: unknown) => boolean
interface Token {
  kind: 'sign' | 'selector' | 'text' | 'word'
  text: string
}

const token =
  /\s*(?:(?<sign>&&|\|\||[(){}]|!=|<=|>=|=|<|>)|(?<selector>\$(?:\.[\w@:/-]+|\[\d+\]|\.?\["[^"]*"\]|\.?\['[^']*'\])*)|"(?<text>(?:[^"\\]|\\.)*)"|(?<word>[^\s(){}=<>!&|"]+))/gy

function readTokens(pattern: string): Token[] {
  const tokens: Token[] = []
  let at = 0
  for (const match of pattern.matchAll(token)) {
    at += match[0].length
    const { sign, selector, text, word } = match.groups as Record<string, string | undefined>
    if (sign !== undefined) tokens.push({ kind: 'sign', text: sign })
    else if (selector !== undefined) tokens.push({ kind: 'selector', text: selector })
    else if (text !== undefined) tokens.push({ kind: 'text', text: text.replaceAll(/\\(.)/g, '$1') })
    else tokens.push({ kind: 'word', text: word! })
  }
  if (pattern.slice(at).trim() !== '') throw new InvalidPattern(`unreadable from: ${pattern.slice(at)}`)
  return tokens
}

const nestingMax = 20

class PatternReader {
  #tokens: Token[]
  #at = 0

  constructor(tokens: Token[]) {
    this.#tokens = tokens
  }

  whole(): Holds {
    this.#expect('{')
    const holds = this.#either(0)
    this.#expect('}')
    if (this.#at < this.#tokens.length) throw new InvalidPattern('nothing may follow the closing brace')
    return holds
  }

  #either(depth: number): Holds {
    const sides = [this.#all(depth)]
    while (this.#take('||')) sides.push(this.#all(depth))
    return sides.length === 1 ? sides[0]! : (value) => sides.some((holds) => holds(value))
  }

  #all(depth: number): Holds {
    const sides = [this.#single(depth)]
    while (this.#take('&&')) sides.push(this.#single(depth))
    return sides.length === 1 ? sides[0]! : (value) => sides.every((holds) => holds(value))
  }

  #single(depth: number): Holds {
    if (depth > nestingMax) throw new InvalidPattern('parentheses are nested too deeply')
    if (this.#take('(')) {
      const holds = this.#either(depth + 1)
      this.#expect(')')
      return holds
    }
    const selector = this.#next()
    if (selector?.kind !== 'selector') throw new InvalidPattern('a property selector ($.name) is missing')
    return compileComparison(selector.text, this.#comparison())
  }

  #comparison(): Comparison {
    const operator = this.#next()
    if (operator?.kind === 'word') return this.#state(operator.text.toUpperCase())
    if (operator?.kind !== 'sign' || !/^(=|!=|<|>|<=|>=)$/.test(operator.text)) {
      throw new InvalidPattern('a comparison is missing')
    }
    const value = this.#next()
    if (value?.kind !== 'word' && value?.kind !== 'text') throw new InvalidPattern('a value is missing')
    return { operator: operator.text as '=', value: value.text, quoted: value.kind === 'text' }
  }

  /** `IS NULL`, `IS TRUE`, `IS FALSE`, `EXISTS`, `NOT EXISTS` */
  #state(word: string): Comparison {
    const words = word === 'EXISTS' ? word : `${word} ${this.#next()?.text.toUpperCase()}`
    if (!/^(IS (NULL|TRUE|FALSE)|(NOT )?EXISTS)$/.test(words)) throw new InvalidPattern(`unknown condition: ${words}`)
    return { operator: words as 'EXISTS' }
  }

  #next(): Token | undefined {
    return this.#tokens[this.#at++]
  }

  #take(sign: string): boolean {
    const found = this.#tokens[this.#at]
    if (found?.kind !== 'sign' || found.text !== sign) return false
    this.#at++
    return true
  }

  #expect(sign: string): void {
    if (!this.#take(sign)) throw new InvalidPattern(`“${sign}” is missing`)
  }
}
