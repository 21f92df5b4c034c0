import { noContainers } from '../src/worker/worker-for-tests.io.ts'
import { measureFreeze } from './measure/sandbox/freeze.ts'
import { measurePooledStarts } from './measure/sandbox/pooled-start.ts'
import { measureSpawn, openContainers } from './measure/sandbox/spawn.ts'
import { MeasuredRoost } from './measured-roost.ts'
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

async function measureRoosts(): Promise<void> {
  const roost = await MeasuredRoost.start(undefined, ['--sandbox', 'oci'])
  try {
    await reporter.measure('cold starts', () => measurePooledStarts(roost, times(12)))
  } finally {
    await roost.remove()
  }
}

if (noContainers) reporter.note(`no containers here: ${noContainers}`)
else {
  await measureContainers()
  await measureRoosts()
}
process.exitCode = reporter.exitCode
