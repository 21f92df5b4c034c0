/** `share` from 0 to 1, of ascending numbers: the smallest that so large a share does not exceed. NaN of nothing. */
export function quantile(ascending: ArrayLike<number>, share: number): number {
  const place = Math.ceil(share * ascending.length) - 1
  return ascending[Math.min(Math.max(place, 0), ascending.length - 1)] ?? Number.NaN
}

export const ascending = (numbers: Iterable<number>): number[] => [...numbers].sort((a, b) => a - b)

/** The mean of the middle two where there is no middle one. */
export function median(numbers: readonly number[]): number {
  const sorted = ascending(numbers)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

/**
 * Where nine in ten medians lie when as many numbers are drawn anew from those given (bootstrap): how far the median itself
 * is to be trusted. The same numbers give the same answer.
 */
export function spreadOfMedian(numbers: readonly number[], draws = 2000): [low: number, high: number] {
  const random = seeded(1)
  const medians = ascending(
    Array.from({ length: draws }, () =>
      median(Array.from(numbers, () => numbers[Math.floor(random() * numbers.length)]!)),
    ),
  )
  return [quantile(medians, 0.05), quantile(medians, 0.95)]
}

/** From 0 to 1, the same sequence for the same seed (mulberry32). */
function seeded(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}
