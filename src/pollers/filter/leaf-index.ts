import { type NumberRange, NumberRanges, rangeOf } from './number-ranges.ts'
import { TextTrie } from './text-trie.ts'

type Json = Record<string, unknown>

/** A candidate of a leaf that can be looked up, instead of being tried. */
export type Key =
  | { by: 'value'; value: unknown }
  | { by: 'prefix' | 'suffix' | 'ignoring case'; text: string }
  | { by: 'range'; range: NumberRange }

/** Undefined: it has to be tried. With a wildcard, what stands before the first star: more is to be tried then. */
export function keyOf(candidate: unknown): { key: Key; exact: boolean } | undefined {
  if (typeof candidate !== 'object' || candidate === null)
    return { key: { by: 'value', value: candidate }, exact: true }
  const [[operator, operand] = ['', undefined]] = Object.entries(candidate as Json)
  if (operator === 'numeric') return { key: { by: 'range', range: rangeOf(operand as unknown[]) }, exact: true }
  if (typeof operand !== 'string') return undefined
  if (operator === 'prefix' || operator === 'suffix') return { key: { by: operator, text: operand }, exact: true }
  if (operator === 'equals-ignore-case')
    return { key: { by: 'ignoring case', text: operand.toLowerCase() }, exact: true }
  const head = operator === 'wildcard' ? /^[^*\\]+/.exec(operand)?.[0] : undefined
  return head === undefined ? undefined : { key: { by: 'prefix', text: head }, exact: false }
}

/** How often patterns share a key. */
export const nameOf = (key: Key): string =>
  key.by === 'value' ? `${typeof key.value} ${String(key.value)}` : JSON.stringify(key)

/** What is wanted of one leaf: finds by its value who may want it. */
export class LeafIndex<T> {
  readonly #values = new Map<unknown, T[]>()
  readonly #ignoringCase = new Map<string, T[]>()
  #prefixes: TextTrie<T> | undefined
  #suffixes: TextTrie<T> | undefined
  readonly #pending: { range: NumberRange; value: T }[] = []
  #ranges: NumberRanges<T> | undefined

  add(key: Key, wanted: T): void {
    if (key.by === 'range') this.#pending.push({ range: key.range, value: wanted })
    else if (key.by === 'value') push(this.#values, key.value, wanted)
    else if (key.by === 'ignoring case') push(this.#ignoringCase, key.text, wanted)
    else if (key.by === 'prefix') (this.#prefixes ??= new TextTrie<T>(false)).add(key.text, wanted)
    else (this.#suffixes ??= new TextTrie<T>(true)).add(key.text, wanted)
  }

  /** Whether `wants` says so of one who may want this value. */
  some(value: unknown, wants: (wanted: T) => boolean): boolean {
    if (this.#values.get(value)?.some(wants)) return true
    if (typeof value === 'number') {
      if (this.#pending.length === 0) return false
      this.#ranges ??= new NumberRanges(this.#pending)
      return this.#ranges.some(value, wants)
    }
    if (typeof value !== 'string') return false
    if (this.#ignoringCase.size > 0 && this.#ignoringCase.get(value.toLowerCase())?.some(wants)) return true
    return (this.#prefixes?.some(value, wants) ?? false) || (this.#suffixes?.some(value, wants) ?? false)
  }
}

function push<K, T>(lists: Map<K, T[]>, key: K, wanted: T): void {
  const list = lists.get(key)
  if (list) list.push(wanted)
  else lists.set(key, [wanted])
}
