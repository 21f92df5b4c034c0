/**
 * Whether a text is an event pattern that Lambda accepts (Lambda Developer Guide: event filtering, EventBridge's syntax).
 * `dataKey` is the key whose content Lambda decodes itself: there a pattern has to be an object.
 */
export function isFilterPattern(text: string, dataKey?: 'data' | 'dynamodb'): boolean {
  const pattern = parse(text)
  if (!isObject(pattern)) return false
  if (dataKey !== undefined && dataKey in pattern && !isObject(pattern[dataKey])) return false
  return isFields(pattern)
}

type Json = Record<string, unknown>

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function isFields(pattern: Json): boolean {
  const fields = Object.entries(pattern)
  return fields.length > 0 && fields.every(([key, value]) => (key === '$or' ? isChoice(value) : isField(value)))
}

/** A field narrows further by an object, or ends in a list of what it may be. */
function isField(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && value.every(isCandidate)
  return isObject(value) && isFields(value)
}

function isChoice(value: unknown): boolean {
  return Array.isArray(value) && value.length >= 2 && value.every((option) => isObject(option) && isFields(option))
}

function isCandidate(value: unknown): boolean {
  if (!isObject(value)) return !Array.isArray(value)
  const [[operator, operand] = ['', undefined], ...rest] = Object.entries(value)
  return (
    rest.length === 0 && Object.hasOwn(operators, operator) && operators[operator as keyof typeof operators](operand)
  )
}

const isText = (value: unknown): boolean => typeof value === 'string'
const isNumber = (value: unknown): value is number => typeof value === 'number'

/** `prefix` and `suffix` may ignore case; `anything-but` takes values, or one of the text operators. */
const operators = {
  exists: (value: unknown) => typeof value === 'boolean',
  prefix: (value: unknown) => isText(value) || ignoresCase(value),
  suffix: (value: unknown) => isText(value) || ignoresCase(value),
  'equals-ignore-case': isText,
  wildcard: isWildcard,
  numeric: isNumericRange,
  'anything-but': isExclusion,
}

function ignoresCase(value: unknown): boolean {
  return isObject(value) && Object.keys(value).length === 1 && isText(value['equals-ignore-case'])
}

function isExclusion(value: unknown): boolean {
  if (Array.isArray(value)) return value.length > 0 && (value.every(isText) || value.every(isNumber))
  if (!isObject(value)) return isText(value) || isNumber(value)
  const [[operator, operand] = ['', undefined], ...rest] = Object.entries(value)
  if (rest.length > 0 || !['prefix', 'suffix', 'equals-ignore-case', 'wildcard'].includes(operator)) return false
  return isText(operand) || (Array.isArray(operand) && operand.length > 0 && operand.every(isText))
}

/** Two stars in a row say nothing more than one (EventBridge refuses them). */
function isWildcard(value: unknown): boolean {
  return typeof value === 'string' && !value.includes('**')
}

/** `["=", 5]`, one bound, or a lower and then an upper bound. */
function isNumericRange(value: unknown): boolean {
  if (!Array.isArray(value)) return false
  const [first, from, second, to] = value as unknown[]
  if (value.length === 2) return ['=', '<', '<=', '>', '>='].includes(String(first)) && isNumber(from)
  if (value.length !== 4 || !isNumber(from) || !isNumber(to)) return false
  return ['>', '>='].includes(String(first)) && ['<', '<='].includes(String(second)) && from < to
}
