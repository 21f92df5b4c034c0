/** Whether something passes. */
export type Matcher = (value: unknown) => boolean

type Json = Record<string, unknown>

/**
 * Compiles an event pattern that has been checked (Lambda Developer Guide: event filtering; EventBridge's syntax). Fields
 * are all to match, the candidates of a list one of them; of an array in the data one element is enough.
 */
export function compilePattern(pattern: Json): Matcher {
  const fields = Object.entries(pattern).map(([key, wanted]) => compileField(key, wanted))
  return (value) => elementsOf(value).some((element) => fields.every((matches) => matches(element)))
}

function compileField(key: string, wanted: unknown): Matcher {
  if (key === '$or') {
    const options = (wanted as Json[]).map(compilePattern)
    return (holder) => options.some((matches) => matches(holder))
  }
  const matches = Array.isArray(wanted)
    ? compileCandidates(wanted)
    : narrow(compilePattern(wanted as Json), wanted as Json)
  return (holder) => matches(isObject(holder) && Object.hasOwn(holder, key) ? holder[key] : undefined)
}

/** Below something that is not there, only what has to be missing can match. */
function narrow(matches: Matcher, pattern: Json): Matcher {
  const missing = matchesNothing(pattern)
  return (value) => (value === undefined ? missing : matches(value))
}

const matchesNothing = (pattern: Json): boolean =>
  Object.entries(pattern).every(([key, wanted]) => compileField(key, wanted)({}))

function compileCandidates(candidates: readonly unknown[]): Matcher {
  const literals = new Set(candidates.filter((candidate) => !isObject(candidate)))
  const operators = candidates.filter(isObject).map(compileOperator)
  const absent = candidates.some((candidate) => isObject(candidate) && candidate.exists === false)
  return (value) => {
    if (value === undefined) return absent
    return elementsOf(value).some((element) => literals.has(element) || operators.some((matches) => matches(element)))
  }
}

/** One of the objects in a list of candidates, for what is at its field. */
export function compileOperator(candidate: Json): Matcher {
  const [[operator, operand] = ['', undefined]] = Object.entries(candidate)
  switch (operator) {
    case 'exists':
      // Only leaves exist in the sense of patterns.
      return (value) => operand === true && !isObject(value)
    case 'prefix':
      return textual(operand, (value, wanted) => value.startsWith(wanted))
    case 'suffix':
      return textual(operand, (value, wanted) => value.endsWith(wanted))
    case 'equals-ignore-case':
      return ignoringCase(operand as string, (value, wanted) => value === wanted)
    case 'wildcard':
      return compileWildcard(operand as string)
    case 'numeric':
      return compileNumeric(operand as (string | number)[])
    case 'anything-but':
      return compileExclusion(operand)
    default:
      return () => false
  }
}

type Compare = (value: string, wanted: string) => boolean

function textual(operand: unknown, compare: Compare): Matcher {
  if (isObject(operand)) return ignoringCase(operand['equals-ignore-case'] as string, compare)
  return (value) => typeof value === 'string' && compare(value, operand as string)
}

function ignoringCase(wanted: string, compare: Compare): Matcher {
  const lower = wanted.toLowerCase()
  return (value) => typeof value === 'string' && compare(value.toLowerCase(), lower)
}

/** `*` stands for any run of characters, none included; a backslash takes its meaning away. */
function compileWildcard(wanted: string): Matcher {
  const [head = '', ...rest] = literalsOf(wanted)
  const tail = rest.pop()
  if (tail === undefined) return (value) => value === head
  return (value) => {
    if (typeof value !== 'string' || value.length < head.length + tail.length || !value.startsWith(head)) return false
    // The earliest place of each leaves the most for those behind it.
    let at = head.length
    for (const literal of rest) {
      at = value.indexOf(literal, at)
      if (at === -1) return false
      at += literal.length
    }
    return at + tail.length <= value.length && value.endsWith(tail)
  }
}

/** What stands between the stars. */
function literalsOf(wanted: string): string[] {
  const literals: string[] = []
  let literal = ''
  for (let at = 0; at < wanted.length; at++) {
    const escapes = wanted[at] === '\\' && (wanted[at + 1] === '*' || wanted[at + 1] === '\\')
    if (escapes) at++
    if (wanted[at] === '*' && !escapes) {
      literals.push(literal)
      literal = ''
    } else literal += wanted[at]
  }
  return [...literals, literal]
}

const comparisons: Record<string, (value: number, bound: number) => boolean> = {
  '=': (value, bound) => value === bound,
  '<': (value, bound) => value < bound,
  '<=': (value, bound) => value <= bound,
  '>': (value, bound) => value > bound,
  '>=': (value, bound) => value >= bound,
}

function compileNumeric(operands: readonly (string | number)[]): Matcher {
  const tests: ((value: number) => boolean)[] = []
  for (let at = 0; at < operands.length; at += 2) {
    const compare = comparisons[String(operands[at])]!
    const bound = Number(operands[at + 1])
    tests.push((value) => compare(value, bound))
  }
  return (value) => typeof value === 'number' && tests.every((holds) => holds(value))
}

function compileExclusion(operand: unknown): Matcher {
  if (!isObject(operand)) {
    const excluded = new Set([operand].flat())
    return (value) => !isObject(value) && !excluded.has(value)
  }
  const [[operator, wanted] = ['', undefined]] = Object.entries(operand)
  const excluded = [wanted].flat().map((each) => compileOperator({ [operator]: each }))
  return (value) => !isObject(value) && !excluded.some((matches) => matches(value))
}

const elementsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) && value.length > 0 ? value : [value])

const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value)
