import type { Generator } from '../../load/generator.ts'
import { type MeasuredRoost, nodeFolder } from '../../measured-roost.ts'
import { inPairs } from '../../pairs.ts'
import { pairedRow, type Row } from '../../report.ts'
import { roostSide, runSide, warmUp } from '../workbench.ts'

const connections = 8

export interface Contrast {
  contained: MeasuredRoost
  /** The same with `--sandbox process`. */
  bare: MeasuredRoost
  generator: Generator
  seconds: number
}

/** Warm invokes of a function in containers, against the same in plain processes. */
export async function measureWarmContained({ contained, bare, generator, seconds }: Contrast): Promise<Row[]> {
  for (const roost of [contained, bare])
    await roost.createFunctions(['warm'], { folder: nodeFolder, handler: 'echo.handler' })
  const bench = { bench: 'sandbox', roost: contained, generator, seconds: seconds / 2, pairs: 5 }
  const [ours, limit] = [roostSide(contained, 'warm', connections), roostSide(bare, 'warm', connections)]
  await warmUp(bench, ours, limit)
  const pairs = await inPairs(
    bench.pairs,
    () => runSide(bench, ours),
    () => runSide(bench, limit),
  )
  const metric = `warm throughput, ${connections} connections, contained`
  return [
    pairedRow({ bench: bench.bench, metric, unit: '/s', goal: '>= 0.95' }, pairs, (run) => run.perSecond),
    pairedRow({ bench: bench.bench, metric: '  p50 of these', unit: 'ms' }, pairs, (run) => run.p50),
  ]
}
