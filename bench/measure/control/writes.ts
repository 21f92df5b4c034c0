import { zipFolder } from '../../../src/cli/zip-folder.ts'
import { type Exchange, RawConnection } from '../../load/raw-connection.ts'
import type { Target } from '../../load/signed-request.ts'
import { creationOf, nodeFolder } from '../../measured-roost.ts'
import type { Row } from '../../report.ts'
import { type Flatness, measureFlatness, type Run } from './flatness.ts'

const connections = 4
/** Of a run. */
export const creations = 64

export const settings = { folder: nodeFolder, handler: 'echo.handler' }
const functionsPath = '/2015-03-31/functions'

/** Functions made and changed, over a few connections. */
export async function measureWrites(flatness: Flatness): Promise<Row[]> {
  const create = await creating()
  return [
    ...(await measureFlatness(flatness, 'CreateFunction', create)),
    ...(await measureFlatness(flatness, 'UpdateFunctionConfiguration', updateSome)),
  ]
}

/** Those made are gone afterwards. */
export async function creating(): Promise<Run> {
  const zip = (await zipFolder(nodeFolder)).toString('base64')
  const names = Array.from({ length: creations }, (_, index) => `made-${index}`)
  return async ({ roost }, meter) => {
    const bodies = names.map((name) => creationOf(name, settings, zip))
    const exchanges = bodies.map((body) => roost.writing('POST', functionsPath, body, 201))
    await meter(() => send(roost.target, exchanges))
    for (const name of names) {
      await roost.untilReady(name)
      await roost.deleteFunction(name)
    }
  }
}

/** Each function once, then once more: one whose update is under way refuses the next. */
const updateSome: Run = async ({ names, roost }, meter) => {
  const chosen = names.slice(0, 10)
  const path = (name: string) => `${functionsPath}/${name}/configuration`
  for (const Timeout of [11, 12, 13, 14, 15]) {
    const exchanges = chosen.map((name) => roost.writing('PUT', path(name), { Timeout }, 200))
    await meter(() => send(roost.target, exchanges))
    for (const name of chosen) await roost.untilReady(name)
  }
}

/** Resolves with their number once all are answered. */
export async function send(target: Target, exchanges: readonly Exchange[]): Promise<number> {
  const open = await Promise.all(Array.from({ length: connections }, () => RawConnection.open(target)))
  const waiting = [...exchanges]
  await Promise.all(
    open.map(async (connection) => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await connection.time(next)
    }),
  )
  for (const connection of open) connection.close()
  return exchanges.length
}
