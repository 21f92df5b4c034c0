import { startGenerator } from './load/generator.ts'
import { measureEvents } from './measure/events.ts'
import { MeasuredRoost } from './measured-roost.ts'
import { benchOptions, Reporter } from './report.ts'

/** How fast events are accepted, each on disk before its 202, and run. */
const options = benchOptions(1)
const reporter = new Reporter('async', options)
const roost = await MeasuredRoost.start()
const generator = startGenerator()
try {
  await reporter.measure('events', () =>
    measureEvents({ bench: 'async', roost, generator, seconds: options.seconds, pairs: 5 }),
  )
} finally {
  generator.stop()
  await roost.remove()
}
process.exitCode = reporter.exitCode
