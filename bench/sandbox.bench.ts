import { noContainers } from '../src/worker/worker-for-tests.io.ts'
import { measureFreeze } from './measure/sandbox/freeze.ts'
import { measureSpawn, openContainers } from './measure/sandbox/spawn.ts'
import { benchOptions, Reporter } from './report.ts'

/** What isolation costs: containers against bare processes. */
const options = benchOptions(1)
const reporter = new Reporter('sandbox', options)
const times = (count: number) => Math.ceil(count * options.seconds)

async function measureContainers(): Promise<void> {
  const driver = await openContainers()
  try {
    await reporter.measure('spawn', () => measureSpawn(driver, times(10)))
    await reporter.measure('freeze', () => measureFreeze(driver, times(300)))
  } finally {
    await driver.close()
  }
}

if (noContainers) reporter.note(`no containers here: ${noContainers}`)
else await measureContainers()
process.exitCode = reporter.exitCode
