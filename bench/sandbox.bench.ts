import { noContainers } from '../src/worker/worker-for-tests.io.ts'
import { startGenerator } from './load/generator.ts'
import { measureBurst } from './measure/sandbox/burst.ts'
import { measureFreeze } from './measure/sandbox/freeze.ts'
import { measureFrozenMemory } from './measure/sandbox/memory.ts'
import { measurePooledStarts } from './measure/sandbox/pooled-start.ts'
import { measureSpawn, openContainers } from './measure/sandbox/spawn.ts'
import { measureWarmContained } from './measure/sandbox/warm.ts'
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
  const contained = await MeasuredRoost.start(undefined, ['--sandbox', 'oci'])
  const bare = await MeasuredRoost.start(undefined, ['--sandbox', 'process'])
  const generator = startGenerator()
  try {
    await reporter.measure('cold starts', () => measurePooledStarts(contained, times(12)))
    await reporter.measure('burst', () => measureBurst(contained, times(16)))
    await reporter.measure('warm', () => measureWarmContained({ contained, bare, generator, seconds: options.seconds }))
  } finally {
    generator.stop()
    await Promise.all([contained.remove(), bare.remove()])
  }
}

/** In a Roost that has run nothing else. */
async function measureMemory(): Promise<void> {
  const roost = await MeasuredRoost.start(undefined, ['--sandbox', 'oci'])
  try {
    await reporter.measure('memory', () => measureFrozenMemory(roost))
  } finally {
    await roost.remove()
  }
}

if (noContainers) reporter.note(`no containers here: ${noContainers}`)
else {
  await measureContainers()
  await measureRoosts()
  await measureMemory()
}
process.exitCode = reporter.exitCode
