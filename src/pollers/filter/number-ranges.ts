/** From `low` to `high`; an end that is open is not part of it. */
export interface NumberRange {
  low: number
  high: number
  lowOpen: boolean
  highOpen: boolean
}

/** Many ranges, in each of which something is kept; finds those around a number in logarithmic time. */
export class NumberRanges<T> {
  /** By their low ends; each subtree, which is a stretch of them with its root in the middle, knows its highest end. */
  readonly #sorted: { range: NumberRange; value: T }[]
  readonly #highest: Float64Array

  constructor(ranges: Iterable<{ range: NumberRange; value: T }>) {
    this.#sorted = [...ranges].toSorted((one, other) => one.range.low - other.range.low)
    this.#highest = new Float64Array(this.#sorted.length)
    this.#measure(0, this.#sorted.length)
  }

  /** Whether `wants` says so of one of those around the number. */
  some(number: number, wants: (value: T) => boolean): boolean {
    return this.#search(0, this.#sorted.length, (range, value) => holds(range, number) && wants(value), number)
  }

  #measure(from: number, to: number): number {
    if (from >= to) return Number.NEGATIVE_INFINITY
    const middle = (from + to) >>> 1
    const highest = Math.max(
      this.#sorted[middle]!.range.high,
      this.#measure(from, middle),
      this.#measure(middle + 1, to),
    )
    this.#highest[middle] = highest
    return highest
  }

  #search(from: number, to: number, found: (range: NumberRange, value: T) => boolean, number: number): boolean {
    if (from >= to) return false
    const middle = (from + to) >>> 1
    if (this.#highest[middle]! < number) return false
    const { range, value } = this.#sorted[middle]!
    if (range.low <= number && found(range, value)) return true
    return (
      this.#search(from, middle, found, number) || (range.low <= number && this.#search(middle + 1, to, found, number))
    )
  }
}

const holds = ({ high, highOpen, low, lowOpen }: NumberRange, number: number): boolean =>
  (lowOpen ? number > low : number >= low) && (highOpen ? number < high : number <= high)

/** Of `numeric` in a pattern: pairs of a comparison and a bound. */
export function rangeOf(operands: readonly unknown[]): NumberRange {
  const range = { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY, lowOpen: false, highOpen: false }
  for (let at = 0; at < operands.length; at += 2) {
    const [comparison, bound] = [String(operands[at]), Number(operands[at + 1])]
    if (comparison !== '<' && comparison !== '<=') {
      range.low = bound
      range.lowOpen = comparison === '>'
    }
    if (comparison !== '>' && comparison !== '>=') {
      range.high = bound
      range.highOpen = comparison === '<'
    }
  }
  return range
}
