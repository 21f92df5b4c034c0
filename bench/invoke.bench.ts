import { startGenerator } from './load/generator.ts'
import { measureColdStart } from './measure/cold-start.ts'
import { measureCustomRuntime } from './measure/custom-runtime.ts'
import { measureMemory } from './measure/memory.ts'
import { measureWarm } from './measure/warm.ts'
import { MeasuredRoost } from './measured-roost.ts'
import { benchOptions, Reporter } from './report.ts'

/** How fast functions are invoked: warm, over the Runtime API, for the first time; and what waits in memory. */
const options = benchOptions(0.8)
const reporter = new Reporter('invoke', options)
const roost = await MeasuredRoost.start()
const generator = startGenerator()
const bench = { bench: 'invoke', roost, generator, seconds: options.seconds, pairs: 7 }
try {
  await reporter.measure('warm', () => measureWarm(bench))
  await reporter.measure('custom runtime', () => measureCustomRuntime(bench))
  await reporter.measure('cold start', () => measureColdStart(bench))
  await reporter.measure('memory', () => measureMemory(bench))
} finally {
  generator.stop()
  await roost.remove()
}
process.exitCode = reporter.exitCode
