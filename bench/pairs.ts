/** Ours and the ceiling, measured one after the other. */
export interface Pair<T> {
  ours: T
  limit: T
}

/**
 * Runs both in turn, the order reversed each time (ours, limit, limit, ours, …): what warms up, slows down or is disturbed
 * in the course of a run meets both alike.
 */
export async function inPairs<T>(count: number, ours: () => Promise<T>, limit: () => Promise<T>): Promise<Pair<T>[]> {
  const pairs: Pair<T>[] = []
  for (let index = 0; index < count; index++) {
    const oursFirst = index % 2 === 0
    const first = await (oursFirst ? ours() : limit())
    const second = await (oursFirst ? limit() : ours())
    pairs.push(oursFirst ? { ours: first, limit: second } : { ours: second, limit: first })
  }
  return pairs
}
