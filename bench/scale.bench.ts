import { type GrownRoost, growRoost } from './grown-roost.ts'
import { startGenerator } from './load/generator.ts'
import { exchangesOf, type LoadedMeasure, runSide, type Side, type Workbench, warmUp } from './measure/workbench.ts'
import { inPairs } from './pairs.ts'
import { pssMiB } from './processes.ts'
import { benchOptions, pairedRow, Reporter, type Row } from './report.ts'

/** Whether it costs an invocation anything how many functions are known: each size against ten, in Roosts side by side. */
const options = benchOptions(0.8)
const reporter = new Reporter('scale', options)
const smallest = 10
const sizes = [1_000, 100_000]
/** So many of them are invoked, in turn, from all over the catalog. */
const hot = 8

function sideOf({ roost, names }: GrownRoost): Side {
  const chosen = Array.from({ length: hot }, (_, index) => names[Math.floor((index * names.length) / hot)]!)
  const exchanges = () => [chosen.flatMap((name) => exchangesOf(1, (event) => roost.invocation(name, event))[0]!)]
  return { target: roost.target, pid: roost.dataPid, exchanges }
}

async function compare(bench: Workbench, small: GrownRoost, large: GrownRoost): Promise<Row[]> {
  const [ours, limit] = [sideOf(large), sideOf(small)]
  await warmUp(bench, ours, limit)
  const pairs = await inPairs(
    bench.pairs,
    () => runSide(bench, ours),
    () => runSide(bench, limit),
  )
  const row = (metric: string, read: (run: LoadedMeasure) => number, goal?: string) =>
    pairedRow({ bench: 'scale', metric: `${metric}, ${large.names.length} functions`, unit: 'ms', goal }, pairs, read)
  const memory = (grown: GrownRoost) => pssMiB(grown.roost.dataPid)
  const report = (metric: string, unit: string, value: number, limit: number): Row => ({
    bench: 'scale',
    metric: `  ${metric}, ${large.names.length} functions`,
    value,
    unit,
    limit,
    ratio: value / limit,
  })
  return [
    row('warm p50', (run) => run.p50, '<= 1.2'),
    row('  warm p99', (run) => run.p99),
    report('start until it looks functions up', 'ms', large.startMs, small.startMs),
    report('PSS of the data process', 'MiB', memory(large), memory(small)),
  ]
}

const generator = startGenerator()
const small = await growRoost(smallest)
const bench = { bench: 'scale', roost: small.roost, generator, seconds: options.seconds, pairs: 7 }
try {
  for (const size of sizes) {
    await reporter.measure(`${size} functions`, async () => {
      const large = await growRoost(size)
      try {
        return await compare(bench, small, large)
      } finally {
        await large.remove()
      }
    })
  }
} finally {
  generator.stop()
  await small.remove()
}
process.exitCode = reporter.exitCode
