import { mkdtempSync, rmSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { cloneFunction } from './grown-catalog.ts'
import { MeasuredRoost, nodeFolder } from './measured-roost.ts'

export interface GrownRoost {
  roost: MeasuredRoost
  /** From the start of the program until it looks functions up. */
  startMs: number
  /** All that it knows, but for the one that the others were made from. */
  names: string[]
  remove(): Promise<void>
}

/** A Roost that knows so many functions: one deployed as users do, the others copied from it on disk. */
export async function growRoost(functions: number): Promise<GrownRoost> {
  const directory = mkdtempSync('/var/tmp/roost-bench-')
  const first = await MeasuredRoost.start(directory)
  await first.createFunctions(['template'], { folder: nodeFolder, handler: 'echo.handler' })
  await first.stop()
  const names = Array.from({ length: functions }, (_, index) => `function-${index}`)
  cloneFunction(directory, 'template', names)
  // What its processes keep of the catalog is brought up to date once, as it is in a Roost that has seen its functions made.
  const second = await startKnowing(directory, names)
  await second.roost.stop()
  const third = await startKnowing(directory, names)
  const remove = async () => {
    await third.roost.remove()
    rmSync(directory, { recursive: true, force: true })
  }
  return { ...third, names, remove }
}

async function startKnowing(
  directory: string,
  names: readonly string[],
): Promise<{ roost: MeasuredRoost; startMs: number }> {
  const from = performance.now()
  const roost = await MeasuredRoost.start(directory)
  // Requests are answered before all of the catalog has been read.
  while ((await roost.functionsKnown()) <= names.length || !(await roost.finds(names[0]!))) await sleep(5)
  return { roost, startMs: performance.now() - from }
}
