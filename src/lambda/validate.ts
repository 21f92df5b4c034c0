import type { Shape } from './constraint.ts'
import { members, shapes } from './constraints.generated.ts'
import { hashOrder } from './hash-order.ts'
import { model } from './model.generated.ts'
import type { Refusal } from './refusals.ts'
import { isCreatable, listedRuntimes, searchableRuntimes } from './runtimes.ts'

/**
 * The API's constraints on an input, all failures in one message, in AWS's words (recorded AWS answers). Undefined when
 * all hold. Values that only the business knows (runtimes, existing names) are the control plane's to check.
 */
export function validateInput(operation: string, input: Readonly<Record<string, unknown>>): Refusal | undefined {
  const failures: string[] = []
  checkStructure(model.operations[operation]!.input, input, '', failures)
  if (failures.length === 0) return undefined
  const count = `${failures.length} validation error${failures.length === 1 ? '' : 's'} detected`
  return { exception: 'ValidationException', message: `${count}: ${failures.join('; ')}` }
}

/** AWS checks a function's runtime later, with another exception; those of layers here (recorded AWS answers). */
const runtimesOfLayers: Readonly<Record<string, readonly string[]>> = {
  compatibleRuntime: searchableRuntimes,
  compatibleRuntimes: listedRuntimes,
}

function checkStructure(
  name: string,
  value: Readonly<Record<string, unknown>>,
  path: string,
  failures: string[],
): void {
  for (const [member, described] of Object.entries(members[name] ?? {})) {
    const shapeName = described.replace('!', '')
    const at = `${path}${member.charAt(0).toLowerCase()}${member.slice(1)}`
    const given = value[member]
    if (given === undefined || given === null) {
      if (described.endsWith('!')) failures.push(failure(undefined, at, 'Member must not be null'))
    } else if (shapeName === 'Runtime') checkRuntimes(given, [given], at, failures)
    else check(shapeName, given, at, failures)
  }
}

function check(shapeName: string, value: unknown, at: string, failures: string[]): void {
  if (members[shapeName]) return checkStructure(shapeName, value as Record<string, unknown>, `${at}.`, failures)
  const shape = shapes[shapeName]
  if (!shape) return
  for (const words of complaints(shape, value)) failures.push(failure(shape.sensitive ? '***' : value, at, words))
  if (shape.list && Array.isArray(value)) checkItems(shape.list, value, at, failures)
  if (shape.value && shape.key) checkEntries(shape, value as Record<string, unknown>, at, failures)
}

function checkRuntimes(value: unknown, runtimes: readonly unknown[], at: string, failures: string[]): void {
  const known = runtimesOfLayers[at]
  if (known && !runtimes.every((runtime) => isCreatable(runtime as string) || known.includes(runtime as string)))
    failures.push(failure(value, at, listed(known)))
}

function checkItems(shapeName: string, values: unknown[], at: string, failures: string[]): void {
  if (members[shapeName]) {
    values.forEach((item, index) =>
      checkStructure(shapeName, item as Record<string, unknown>, `${at}.${index + 1}.member.`, failures),
    )
    return
  }
  if (shapeName === 'Runtime') return checkRuntimes(values, values, at, failures)
  const shape = shapes[shapeName]
  if (shape && values.some((item) => complaints(shape, item).length > 0))
    failures.push(failure(values, at, `Member must satisfy constraint: [${allOf(shape)}${nullWords(shapeName)}]`))
}

function checkEntries(shape: Shape, map: Record<string, unknown>, at: string, failures: string[]): void {
  const [keys, values] = [shapes[shape.key!], shapes[shape.value!]]
  if (keys && Object.keys(map).some((key) => complaints(keys, key).length > 0))
    failures.push(failure(map, at, `Map keys must satisfy constraint: [${allOf(keys)}]`))
  if (values && Object.values(map).some((item) => complaints(values, item).length > 0))
    failures.push(failure(map, at, `Map value must satisfy constraint: [${allOf(values)}${nullWords(shape.value!)}]`))
}

function complaints(shape: Shape, value: unknown): string[] {
  const size = sizeOf(value)
  const words: string[] = []
  if (shape.pattern && typeof value === 'string' && !compiled(shape.pattern).test(value))
    words.push(patternWords(shape.pattern))
  if (shape.max !== undefined && size > shape.max) words.push(maxWords(shape, shape.max))
  if (shape.min !== undefined && size < shape.min) words.push(minWords(shape, shape.min))
  if (shape.enum && !shape.enum.includes(value as string)) words.push(enumWords(shape.enum))
  return words
}

function sizeOf(value: unknown): number {
  if (typeof value === 'number') return value
  if (typeof value === 'string' || Array.isArray(value) || value instanceof Uint8Array) return value.length
  return typeof value === 'object' && value !== null ? Object.keys(value).length : Number.NaN
}

const allOf = (shape: Shape): string =>
  [
    ...(shape.max === undefined ? [] : [maxWords(shape, shape.max)]),
    ...(shape.min === undefined ? [] : [minWords(shape, shape.min)]),
    ...(shape.pattern ? [patternWords(shape.pattern)] : []),
    ...(shape.enum ? [enumWords(shape.enum)] : []),
  ].join(', ')

const maxWords = (shape: Shape, max: number): string =>
  shape.number
    ? `Member must have value less than or equal to ${decimal(shape, max)}`
    : `Member must have length less than or equal to ${max}`
const minWords = (shape: Shape, min: number): string =>
  shape.number
    ? `Member must have value greater than or equal to ${decimal(shape, min)}`
    : `Member must have length greater than or equal to ${min}`
const patternWords = (pattern: string): string => `Member must satisfy regular expression pattern: ${pattern}`
const enumWords = (values: readonly string[]): string =>
  listed(values === shapes.EventSourcePosition?.enum ? positions : hashOrder(values))
const listed = (values: readonly string[]): string => `Member must satisfy enum value set: [${values.join(', ')}]`
/** The one enum that AWS lists in another order than the others' (recorded AWS answer). */
const positions = ['LATEST', 'AT_TIMESTAMP', 'TRIM_HORIZON']
/** AWS says it of the items of most lists and maps (recorded AWS answers). */
const nullWords = (itemShape: string): string => (mayBeNull.has(itemShape) ? '' : ', Member must not be null')
const mayBeNull = new Set(['SubnetId', 'SecurityGroupId'])
/** Weights are doubles, and written so. */
const decimal = (shape: Shape, value: number): string => (shape === shapes.Weight ? value.toFixed(1) : String(value))

const failure = (value: unknown, at: string, words: string): string =>
  `Value ${value === undefined ? 'null' : `'${printed(value)}'`} at '${at}' failed to satisfy constraint: ${words}`

/** The only maps of numbers are those of weights, which are doubles. */
const printedItem = (item: unknown): string =>
  typeof item === 'number' && Number.isInteger(item) ? item.toFixed(1) : printed(item)

function printed(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(printed).join(', ')}]`
  if (typeof value !== 'object' || value === null) return String(value)
  return `{${Object.entries(value)
    .map(([key, item]) => `${key}=${printedItem(item)}`)
    .join(', ')}}`
}

const patterns = new Map<string, RegExp>()

/** Whole texts must match. */
function compiled(pattern: string): RegExp {
  let found = patterns.get(pattern)
  if (!found) patterns.set(pattern, (found = new RegExp(`^(?:${pattern})$`, pattern.includes('\\p{') ? 'u' : '')))
  return found
}
