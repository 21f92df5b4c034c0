import { parseArgs } from 'node:util'
import type { Pair } from './pairs.ts'
import { median, spreadOfMedian } from './statistics.ts'

/** One line of a bench's answer. Where there is no ceiling or no goal, the row reports and judges nothing. */
export interface Row {
  bench: string
  metric: string
  value: number
  unit: string
  /** The ceiling as measured in this run, or a limit that is the same everywhere; in the same unit. */
  limit?: number
  /** value / limit; the median of the pairs' ratios where there are pairs. */
  ratio?: number
  /** Where nine in ten such medians lie. */
  spread?: [low: number, high: number]
  /** What the ratio (with `unit` in it: the value) is to be, such as '<= 1.6'. */
  goal?: string
  pass?: boolean
}

export interface BenchOptions {
  json: boolean
  /** How long one measurement of a pair takes. */
  seconds: number
  /** With the sizes that take minutes. */
  full: boolean
}

export function benchOptions(seconds: number): BenchOptions {
  const flag = { type: 'boolean' } as const
  const { values } = parseArgs({ options: { json: flag, full: flag, seconds: { type: 'string' } } })
  const given = values.seconds === undefined ? seconds : Number(values.seconds)
  if (!(given > 0)) throw new Error(`--seconds takes a number above 0, not '${values.seconds}'`)
  return { json: values.json ?? false, seconds: given, full: values.full ?? false }
}

/** The row of a measurement made in pairs: medians, and the median of the ratios. */
export function pairedRow<T>(
  head: { bench: string; metric: string; unit: string; goal?: string },
  pairs: readonly Pair<T>[],
  read: (measured: T) => number,
): Row {
  const ratios = pairs.map(({ ours, limit }) => read(ours) / read(limit))
  const ratio = median(ratios)
  return {
    ...head,
    value: median(pairs.map(({ ours }) => read(ours))),
    limit: median(pairs.map(({ limit }) => read(limit))),
    ratio,
    spread: spreadOfMedian(ratios),
    pass: head.goal === undefined ? undefined : reaches(ratio, head.goal),
  }
}

/** `goal` is '<= number' or '>= number'. */
export function reaches(number: number, goal: string): boolean {
  const [, sign, bound] = /^([<>]=) ([\d.]+)/.exec(goal) ?? []
  if (!sign) throw new Error(`a goal is '<= number' or '>= number', not '${goal}'`)
  return sign === '<=' ? number <= Number(bound) : number >= Number(bound)
}

/** Says the rows of a bench as they come: JSON lines, or a table. A measurement that is void is a failed row. */
export class Reporter {
  readonly bench: string
  readonly #json: boolean
  #failed = false

  constructor(bench: string, options: BenchOptions) {
    this.bench = bench
    this.#json = options.json
    if (!this.#json) print(line(['', 'measured', 'ceiling', 'ratio', 'spread', 'goal']))
  }

  rows(rows: readonly Row[]): void {
    for (const row of rows) {
      if (row.pass === false) this.#failed = true
      print(this.#json ? JSON.stringify(asJson(row)) : line(cells(row)))
    }
  }

  /** What is to be known beside the rows, such as why one is missing. */
  note(words: string): void {
    print(this.#json ? JSON.stringify({ bench: this.bench, note: words }) : words)
  }

  /** A measurement that gives no rows because something was dropped, wrong or missing does not pass. */
  async measure(metric: string, take: () => Promise<readonly Row[]>): Promise<void> {
    try {
      this.rows(await take())
    } catch (error) {
      this.#failed = true
      const words = (error as Error).message
      if (this.#json) print(JSON.stringify({ bench: this.bench, metric, pass: false, void: words }))
      else print(line([metric, `void: ${words}`]))
    }
  }

  get exitCode(): number {
    return this.#failed ? 1 : 0
  }
}

/** Every row has every member; null where it has nothing to say. */
function asJson(row: Row) {
  const short = (number: number | undefined) => (number === undefined ? null : Number(number.toPrecision(4)))
  return {
    bench: row.bench,
    metric: row.metric.trim(),
    value: short(row.value),
    unit: row.unit,
    limit: short(row.limit),
    ratio: short(row.ratio),
    spread: row.spread?.map(short) ?? null,
    goal: row.goal ?? null,
    pass: row.pass ?? null,
  }
}

function cells(row: Row): string[] {
  const verdict = row.pass === undefined ? '' : row.pass ? '  reached' : '  MISSED'
  return [
    row.metric,
    `${brief(row.value)} ${row.unit}`,
    row.limit === undefined ? '' : `${brief(row.limit)} ${row.unit}`,
    row.ratio === undefined ? '' : row.ratio.toPrecision(3),
    row.spread ? row.spread.map((number) => number.toPrecision(3)).join('-') : '',
    `${row.goal ?? ''}${verdict}`,
  ]
}

const brief = (number: number): string => (number >= 1000 ? String(Math.round(number)) : number.toPrecision(3))

const widths = [52, 16, 16, 8, 13, 0]
const line = (texts: readonly string[]): string =>
  texts
    .map((text, column) => text.padEnd(widths[column]!))
    .join('  ')
    .trimEnd()

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}
