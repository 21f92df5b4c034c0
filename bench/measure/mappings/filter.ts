import { compilePatterns } from '../../../src/pollers/filter/pattern-set.ts'
import { inPairs, type Pair } from '../../pairs.ts'
import { pairedRow, type Row } from '../../report.ts'

/** A pattern of each kind that matches one event in a few, whatever its number. */
const kinds: Record<string, { pattern: (n: number) => Record<string, unknown>; judged: boolean }> = {
  exact: { pattern: (n) => ({ detail: { id: [`id-${n}`] } }), judged: true },
  prefix: { pattern: (n) => ({ detail: { path: [{ prefix: `/p${n}/` }] } }), judged: true },
  numeric: { pattern: (n) => ({ detail: { size: [{ numeric: ['>', n * 10, '<', n * 10 + 5] }] } }), judged: true },
  suffix: { pattern: (n) => ({ detail: { path: [{ suffix: `.${n}` }] } }), judged: false },
  wildcard: { pattern: (n) => ({ detail: { path: [{ wildcard: `/p${n}/*.5*` }] } }), judged: false },
  'anything-but': {
    pattern: (n) => ({ detail: { id: [{ 'anything-but': [`id-${n}`] }], path: [`/q${n}`] } }),
    judged: false,
  },
}
const counts = [10, 1_000, 100_000]
const events = Array.from({ length: 500 }, (_, n) =>
  JSON.stringify({
    version: '0',
    id: 'e'.repeat(36),
    source: 'shop',
    time: '2026-11-21T00:00:00Z',
    detail: {
      id: `id-${n * 7}`,
      path: `/p${n * 5}/some/thing.${n * 3}`,
      size: n * 13,
      words: Array.from({ length: 40 }, (_, word) => `word-${word}-${n}`),
      nested: { a: 1, b: [1, 2, 3], c: 'x'.repeat(200) },
    },
  }),
)

/** Events of about 900 bytes, parsed and matched, against JSON.parse alone. */
export async function measureFilters(bench: string, seconds: number): Promise<Row[]> {
  const rows: Row[] = []
  for (const [kind, { judged, pattern }] of Object.entries(kinds)) {
    const rates: Pair<number>[][] = []
    for (const count of counts) {
      const matches = compilePatterns(Array.from({ length: count }, (_, n) => pattern(n)))
      const pairs = await inPairs(
        7,
        async () => rate(seconds, (event) => void matches(JSON.parse(event))),
        async () => rate(seconds, (event) => void JSON.parse(event)),
      )
      rates.push(pairs)
      const head = { bench, metric: `${kind}, ${count} patterns, against JSON.parse`, unit: 'events/s' }
      rows.push(pairedRow({ ...head, ...(judged && { goal: '>= 0.7' }) }, pairs, (perSecond) => perSecond))
    }
    const [few, , many] = rates as [Pair<number>[], unknown, Pair<number>[]]
    const flat = few.map((pair, at) => ({ ours: many[at]!.ours / many[at]!.limit, limit: pair.ours / pair.limit }))
    const head = { bench, metric: `${kind}, ${counts.at(-1)} patterns against ${counts[0]}`, unit: 'of JSON.parse' }
    rows.push(pairedRow({ ...head, goal: '>= 0.77' }, flat, (share) => share))
  }
  return rows
}

function rate(seconds: number, take: (event: string) => void): number {
  const since = performance.now()
  const until = since + seconds * 1000
  let taken = 0
  for (; performance.now() < until; taken += events.length) for (const event of events) take(event)
  return (taken * 1000) / (performance.now() - since)
}
