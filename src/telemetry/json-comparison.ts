import { InvalidPattern } from './invalid-pattern.ts'

export type Comparison =
  | { operator: '=' | '!=' | '<' | '>' | '<=' | '>='; value: string; quoted: boolean }
  | { operator: 'IS NULL' | 'IS TRUE' | 'IS FALSE' | 'EXISTS' | 'NOT EXISTS' }

const step = /\.([\w@:/-]+)|\.?\[(?:(\d+)|"([^"]*)"|'([^']*)')\]/g

/** `$.some.property[0]` compared: a property that is not there is equal to nothing, and unequal to nothing. */
export function compileComparison(selector: string, comparison: Comparison): (value: unknown) => boolean {
  const path = [...selector.matchAll(step)].map(([, name, index, ...quoted]) => name ?? index ?? quoted.join(''))
  const holds = compileCondition(comparison)
  return (value) => holds(path.reduce(propertyOf, value))
}

function propertyOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return undefined
  return (value as Record<string, unknown>)[name]
}

function compileCondition(comparison: Comparison): (found: unknown) => boolean {
  switch (comparison.operator) {
    case 'EXISTS':
      return (found) => found !== undefined
    case 'NOT EXISTS':
      return (found) => found === undefined
    case 'IS NULL':
      return (found) => found === null
    case 'IS TRUE':
      return (found) => found === true
    case 'IS FALSE':
      return (found) => found === false
    case '=':
      return compileEquality(comparison)
    case '!=': {
      const equal = compileEquality(comparison)
      return (found) => found !== undefined && !equal(found)
    }
    default:
      return compileOrder(comparison.operator, comparison.value)
  }
}

function compileEquality({ value, quoted }: { value: string; quoted: boolean }): (found: unknown) => boolean {
  const number = quoted ? Number.NaN : readNumber(value)
  const matches = compileWildcard(value)
  return (found) => {
    if (typeof found === 'number') return Number.isNaN(number) ? matches(String(found)) : found === number
    return typeof found === 'string' && matches(found)
  }
}

const orders = {
  '<': (a: number, b: number) => a < b,
  '>': (a: number, b: number) => a > b,
  '<=': (a: number, b: number) => a <= b,
  '>=': (a: number, b: number) => a >= b,
}

function compileOrder(operator: keyof typeof orders, value: string): (found: unknown) => boolean {
  const number = readNumber(value)
  if (Number.isNaN(number)) throw new InvalidPattern(`${operator} needs a number, not ${value}`)
  return (found) => typeof found === 'number' && orders[operator](found, number)
}

const readNumber = (text: string): number =>
  /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(text) ? Number(text) : Number.NaN

/** `*` stands for any text. Takes time in proportion to the text, whatever the pattern. */
function compileWildcard(pattern: string): (text: string) => boolean {
  const [first = '', ...rest] = pattern.split('*')
  const last = rest.pop()
  if (last === undefined) return (text) => text === pattern
  return (text) => {
    if (!text.startsWith(first)) return false
    let at = first.length
    for (const part of rest) {
      const found = text.indexOf(part, at)
      if (found < 0) return false
      at = found + part.length
    }
    return text.length - last.length >= at && text.endsWith(last)
  }
}
