import type { GrownRoost } from '../../grown-roost.ts'
import type { Row } from '../../report.ts'

/** From the start of the program until it looks functions up; and what each function more takes of that. */
export function startRows(large: GrownRoost, small: GrownRoost): Row[] {
  const [value, limit] = [large.startMs, small.startMs]
  const functions = large.names.length
  const metric = `start until it looks functions up, ${functions} functions`
  const rows: Row[] = [{ bench: 'control', metric, value, unit: 'ms', limit, ratio: value / limit }]
  // What a thousand take is lost in the noise.
  if (functions >= 100_000) {
    const each = ((value - limit) * 1000) / (functions - small.names.length)
    rows.push({ bench: 'control', metric: `  of that for each of ${functions} functions`, value: each, unit: 'us' })
  }
  return rows
}
