import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg } from 'node:os'
import { measureBacklog } from './measure/backlog.ts'
import { measureDepth } from './measure/queue-depth.ts'
import { benchOptions, Reporter } from './report.ts'

/** What many waiting events cost: those who keep them, those who call meanwhile, and those that come after. */
const options = benchOptions(8)
const reporter = new Reporter('backlog', options)
const dataDirectory = mkdtempSync('/var/tmp/roost-bench-')
const depth = options.full ? 1_000_000 : 50_000
const [load = 0] = loadavg()
if (load > 1) reporter.note(`the machine was busy before: load ${load.toFixed(1)}; latencies tell of that, too`)
try {
  await reporter.measure('depth', () => measureDepth('backlog', depth))
  await reporter.measure('backlog', () => measureBacklog('backlog', dataDirectory, { depth, seconds: options.seconds }))
} finally {
  rmSync(dataDirectory, { recursive: true })
}
process.exitCode = reporter.exitCode
