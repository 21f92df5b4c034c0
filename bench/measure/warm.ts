import { startLimit } from '../limits/start-limit.ts'
import { nodeFolder } from '../measured-roost.ts'
import { inPairs } from '../pairs.ts'
import { pairedRow, type Row } from '../report.ts'
import { limitSide, roostSide, runSide, type Side, type Workbench, warmUp } from './workbench.ts'

const connections = 32

/** Signed invocations of a warm Node function, against node:http and a pipe to one child. */
export async function measureWarm(bench: Workbench): Promise<Row[]> {
  const { roost } = bench
  await roost.createFunctions(['warm'], { folder: nodeFolder, handler: 'echo.handler' })
  const pipe = await startLimit('pipe-front', '1')
  try {
    // One connection first: then there is one environment, as there is one child.
    const latency = await measureLatency(bench, roostSide(roost, 'warm', 1), limitSide(pipe, 1))
    const throughput = await measureThroughput(
      bench,
      roostSide(roost, 'warm', connections),
      limitSide(pipe, connections),
    )
    return [...throughput, ...latency]
  } finally {
    pipe.stop()
  }
}

async function measureLatency(bench: Workbench, ours: Side, limit: Side): Promise<Row[]> {
  await warmUp(bench, ours, limit)
  const pairs = await inPairs(
    bench.pairs,
    () => runSide(bench, ours),
    () => runSide(bench, limit),
  )
  const row = (
    metric: string,
    goal: string,
    read: (typeof pairs)[number]['ours'] extends infer M ? (m: M) => number : never,
  ) => pairedRow({ bench: bench.bench, metric, unit: 'ms', goal }, pairs, read)
  const p50 = row('warm latency p50, 1 connection', '<= 1.6', (measured) => measured.p50)
  return [
    p50,
    row('warm latency p99, 1 connection', '<= 2', (measured) => measured.p99),
    {
      bench: bench.bench,
      metric: 'warm latency p50, signed, absolute',
      value: p50.value,
      unit: 'ms',
      limit: 0.3,
      ratio: p50.value / 0.3,
      goal: '<= 1',
      pass: p50.value < 0.3,
    },
  ]
}

async function measureThroughput(bench: Workbench, ours: Side, limit: Side): Promise<Row[]> {
  const exclusive = await startLimit('pipe-front', String(connections))
  const many = limitSide(exclusive, connections)
  try {
    await warmUp(bench, ours, limit, many)
    const against = async (other: Side, count: number) =>
      inPairs(
        count,
        () => runSide(bench, ours),
        () => runSide(bench, other),
      )
    const one = await against(limit, bench.pairs)
    const each = await against(many, Math.ceil(bench.pairs / 2))
    const head = { bench: bench.bench, unit: '/s' }
    return [
      pairedRow({ ...head, metric: 'warm throughput, 32 connections', goal: '>= 0.5' }, one, (run) => run.perSecond),
      pairedRow({ ...head, metric: '  against a child for each connection' }, each, (run) => run.perSecond),
      pairedRow(
        { ...head, unit: 'us', metric: '  processor time of the front process an invoke' },
        one,
        (run) => run.processorUs,
      ),
    ]
  } finally {
    exclusive.stop()
  }
}
