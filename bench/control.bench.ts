import { growRoost } from './grown-roost.ts'
import { startGenerator } from './load/generator.ts'
import { measureDurableCreation } from './measure/control/durable-creation.ts'
import { measureReads } from './measure/control/reads.ts'
import { startRows } from './measure/control/starts.ts'
import { measureWrites } from './measure/control/writes.ts'
import { benchOptions, Reporter } from './report.ts'

/** Whether management costs more the more functions there are: each size against ten, in Roosts side by side. */
const options = benchOptions(0.3)
const reporter = new Reporter('control', options)
const sizes = [1_000, ...(options.full ? [100_000] : [])]

const generator = startGenerator()
const small = await growRoost(10)
const bench = { bench: 'control', pairs: 5 }
try {
  await reporter.measure('CreateFunction', () => measureDurableCreation(bench, small))
  for (const size of sizes) {
    await reporter.measure(`${size} functions`, async () => {
      const large = await growRoost(size)
      try {
        const flatness = { ...bench, large, small }
        const reads = await measureReads(flatness, { generator, seconds: options.seconds })
        const writes = await measureWrites(flatness)
        return [...reads, ...writes, ...startRows(large, small)]
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
