import type { GrownRoost } from '../../grown-roost.ts'
import { inPairs } from '../../pairs.ts'
import { processorMs } from '../../processes.ts'
import { pairedRow, type Row } from '../../report.ts'

export interface Flatness {
  bench: string
  pairs: number
  large: GrownRoost
  small: GrownRoost
}

/** Requests that are measured; what is done around them is not. */
export type Run = (grown: GrownRoost, meter: Meter) => Promise<void>
/** `send` resolves with the number of answers. */
export type Meter = (send: () => Promise<number>) => Promise<void>

/**
 * What an operation costs where many functions are known, against few. Judged by the processor's time in all of Roost's
 * processes, which others on the machine disturb less than they do rates.
 */
export async function measureFlatness(
  { bench, large, pairs, small }: Flatness,
  metric: string,
  run: Run,
): Promise<Row[]> {
  for (const grown of [large, small]) await metered(grown, run)
  const taken = await inPairs(
    pairs,
    () => metered(large, run),
    () => metered(small, run),
  )
  const of = `${large.names.length} functions`
  return [
    pairedRow({ bench, metric: `${metric}, ${of}`, unit: 'us', goal: '<= 1.5' }, taken, (each) => each.processorUs),
    pairedRow({ bench, metric: `  ${metric} a second, ${of}`, unit: '/s' }, taken, (each) => each.perSecond),
  ]
}

export async function metered(grown: GrownRoost, run: Run): Promise<{ perSecond: number; processorUs: number }> {
  const sum = { answers: 0, processorMs: 0, ms: 0 }
  const used = () => grown.roost.pids.reduce((total, pid) => total + processorMs(pid), 0)
  await run(grown, async (send) => {
    const [before, from] = [used(), performance.now()]
    sum.answers += await send()
    sum.ms += performance.now() - from
    sum.processorMs += used() - before
  })
  return { perSecond: (sum.answers * 1000) / sum.ms, processorUs: (sum.processorMs * 1000) / sum.answers }
}
