import { onThisDisk } from '../../test/e2e/harness/start-roost.ts'
import { startLimit } from '../limits/start-limit.ts'
import { customRuntimeFolder, MeasuredRoost } from '../measured-roost.ts'
import { inPairs } from '../pairs.ts'
import { pairedRow, type Row } from '../report.ts'
import { limitSide, roostSide, runSide, type Workbench, warmUp } from './workbench.ts'

const environments = 8

/** A custom runtime over the Runtime API, against the same runtime at a long poll of node:http. */
export async function measureCustomRuntime(bench: Workbench): Promise<Row[]> {
  // The ceiling's Node is the runtime's, too; a container has none of this machine's.
  const roost = await MeasuredRoost.start(undefined, onThisDisk)
  const runtime = customRuntimeFolder()
  const longPoll = await startLimit('long-poll-front', String(environments))
  try {
    await roost.createFunctions(['custom'], { folder: runtime.folder, handler: 'loop', runtime: 'provided.al2023' })
    const [ours, limit] = [roostSide(roost, 'custom', environments), limitSide(longPoll, environments)]
    await warmUp(bench, ours, limit)
    const pairs = await inPairs(
      bench.pairs,
      () => runSide(bench, ours),
      () => runSide(bench, limit),
    )
    const head = { bench: bench.bench, metric: 'custom runtime throughput, 8 connections', unit: '/s', goal: '>= 0.8' }
    return [
      pairedRow(head, pairs, (run) => run.perSecond),
      pairedRow({ bench: bench.bench, metric: '  p50 of these', unit: 'ms' }, pairs, (run) => run.p50),
    ]
  } finally {
    longPoll.stop()
    await roost.remove()
    runtime.remove()
  }
}
