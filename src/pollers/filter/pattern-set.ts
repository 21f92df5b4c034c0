import { compileOperator, compilePattern, type Matcher } from './compile-filter.ts'
import { type Key, keyOf, LeafIndex, nameOf } from './leaf-index.ts'

type Json = Record<string, unknown>

/** A field that a pattern has values for, all of which can be looked up. */
interface Leaf {
  path: readonly string[]
  keys: readonly { key: Key; exact: boolean; candidate: unknown }[]
}

/** Who may be found: what is left to be tried, of the value that was looked up or of the whole. */
interface Found {
  test: Matcher
  of: 'value' | 'whole'
}

/** Fields, as far as patterns are looked up by them. */
interface Field {
  fields: Map<string, Field>
  index?: LeafIndex<Found>
}

/**
 * Whether any of the patterns matches. Each is looked up by the one of its fields whose values it shares with the fewest
 * others, and only tried where that is found: thousands of patterns cost no more than a few.
 */
export function compilePatterns(patterns: readonly Json[]): Matcher {
  if (patterns.length === 1) return compilePattern(patterns[0]!)
  const tried: Matcher[] = []
  const root: Field = { fields: new Map() }
  const leaves = patterns.map((pattern) => leavesOf(pattern, []))
  const shared = countKeys(leaves.flat())
  patterns.forEach((pattern, at) => {
    const best = leastShared(leaves[at]!, shared)
    if (!best) {
      tried.push(compilePattern(pattern))
      return
    }
    const index = indexAt(root, best.path)
    const only = isOnly(pattern, best.path)
    const whole: Found = { test: compiledLater(pattern), of: 'whole' }
    for (const { candidate, exact, key } of best.keys)
      index.add(key, only ? { test: exact ? always : compileOperator(candidate as Json), of: 'value' } : whole)
  })
  return (value) => foundBy(root, value, value) || tried.some((matches) => matches(value))
}

const always: Matcher = () => true

function compiledLater(pattern: Json): Matcher {
  let matches: Matcher | undefined
  return (value) => (matches ??= compilePattern(pattern))(value)
}

/** Those in which something has to be there. */
function leavesOf(pattern: Json, path: readonly string[]): Leaf[] {
  return Object.entries(pattern).flatMap(([name, wanted]): Leaf[] => {
    if (name === '$or') return []
    const here = [...path, name]
    if (!Array.isArray(wanted)) return leavesOf(wanted as Json, here)
    const keys = wanted.map((candidate) => ({ ...keyOf(candidate), candidate }))
    return keys.every((key): key is Leaf['keys'][number] => key.key !== undefined) ? [{ path: here, keys }] : []
  })
}

const sharedName = ({ path }: Leaf, key: Key): string => `${path.join('\n')}\n${nameOf(key)}`

function countKeys(leaves: readonly Leaf[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const leaf of leaves)
    for (const { key } of leaf.keys) {
      const name = sharedName(leaf, key)
      counts.set(name, (counts.get(name) ?? 0) + 1)
    }
  return counts
}

function leastShared(leaves: readonly Leaf[], shared: Map<string, number>): Leaf | undefined {
  let best: Leaf | undefined
  let least = Number.POSITIVE_INFINITY
  for (const leaf of leaves) {
    const most = Math.max(0, ...leaf.keys.map(({ key }) => shared.get(sharedName(leaf, key))!))
    if (most < least) [best, least] = [leaf, most]
  }
  return best
}

function indexAt(root: Field, path: readonly string[]): LeafIndex<Found> {
  let at = root
  for (const name of path) {
    const next = at.fields.get(name) ?? { fields: new Map() }
    at.fields.set(name, next)
    at = next
  }
  at.index ??= new LeafIndex()
  return at.index
}

/** Whether the pattern says nothing but what its one leaf says. */
function isOnly(pattern: Json, path: readonly string[]): boolean {
  let at: unknown = pattern
  for (const name of path) {
    if (Object.keys(at as Json).length !== 1) return false
    at = (at as Json)[name]
  }
  return true
}

/** Of an array, each element is looked at; arrays in arrays match nothing. */
function foundBy(field: Field, value: unknown, whole: unknown): boolean {
  if (Array.isArray(value)) return value.some((element) => !Array.isArray(element) && foundBy(field, element, whole))
  if (field.index?.some(value, ({ of, test }) => test(of === 'value' ? value : whole))) return true
  if (field.fields.size === 0 || typeof value !== 'object' || value === null) return false
  const holder = value as Json
  // Whichever are fewer.
  const names = Object.keys(holder)
  if (names.length < field.fields.size)
    return names.some((name) => {
      const inner = field.fields.get(name)
      return inner !== undefined && foundBy(inner, holder[name], whole)
    })
  for (const [name, inner] of field.fields)
    if (Object.hasOwn(holder, name) && foundBy(inner, holder[name], whole)) return true
  return false
}
