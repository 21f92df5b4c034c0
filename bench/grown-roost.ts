import { mkdtempSync, rmSync } from 'node:fs'
import { cloneFunction } from './grown-catalog.ts'
import { MeasuredRoost, nodeFolder } from './measured-roost.ts'

export interface GrownRoost {
  roost: MeasuredRoost
  /** From the start of the program until it answers. */
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
  const from = performance.now()
  const roost = await MeasuredRoost.start(directory)
  const startMs = performance.now() - from
  const remove = async () => {
    await roost.remove()
    rmSync(directory, { recursive: true, force: true })
  }
  return { roost, startMs, names, remove }
}
