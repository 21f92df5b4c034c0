import { zipFolder } from '../../../src/cli/zip-folder.ts'
import type { GrownRoost } from '../../grown-roost.ts'
import { type Exchange, RawConnection } from '../../load/raw-connection.ts'
import { creationOf, nodeFolder } from '../../measured-roost.ts'
import { inPairs } from '../../pairs.ts'
import { pairedRow, type Row } from '../../report.ts'

const connections = 4
/** Requests of a run. */
export const requests = 32

export const settings = { folder: nodeFolder, handler: 'echo.handler' }
const functionsPath = '/2015-03-31/functions'

/** Functions made and changed, over a few connections, against the same with few functions. */
export async function measureWrites(
  bench: { bench: string; pairs: number },
  large: GrownRoost,
  small: GrownRoost,
): Promise<Row[]> {
  const zip = (await zipFolder(nodeFolder)).toString('base64')
  const rows: Row[] = []
  for (const [metric, run] of [
    ['CreateFunction', (grown: GrownRoost) => createSome(grown, zip)],
    ['UpdateFunctionConfiguration', updateSome],
  ] as const) {
    for (const grown of [large, small]) await run(grown)
    const pairs = await inPairs(
      bench.pairs,
      () => run(large),
      () => run(small),
    )
    const name = `${metric}, ${large.names.length} functions`
    rows.push(
      pairedRow({ bench: bench.bench, metric: name, unit: '/s', goal: '>= 0.67' }, pairs, (perSecond) => perSecond),
    )
  }
  return rows
}

/** How many a second; those made are gone afterwards. */
export async function createSome({ roost }: GrownRoost, zip: string): Promise<number> {
  const names = Array.from({ length: requests }, (_, index) => `made-${index}`)
  const perSecond = await rate(
    roost.target,
    names.map((name) => roost.writing('POST', functionsPath, creationOf(name, settings, zip), 201)),
  )
  for (const name of names) {
    await roost.untilReady(name)
    await roost.deleteFunction(name)
  }
  return perSecond
}

/** Each function once: one whose update is under way refuses the next. */
async function updateSome({ names, roost }: GrownRoost): Promise<number> {
  let done = 0
  let spentMs = 0
  for (const Timeout of [11, 12, 13, 14, 15]) {
    const chosen = names.slice(0, 10)
    const path = (name: string) => `${functionsPath}/${name}/configuration`
    const exchanges = chosen.map((name) => roost.writing('PUT', path(name), { Timeout }, 200))
    spentMs += (chosen.length * 1000) / (await rate(roost.target, exchanges))
    done += chosen.length
    for (const name of chosen) await roost.untilReady(name)
  }
  return (done * 1000) / spentMs
}

/** Requests answered a second. */
export async function rate(target: GrownRoost['roost']['target'], exchanges: readonly Exchange[]): Promise<number> {
  const open = await Promise.all(Array.from({ length: connections }, () => RawConnection.open(target)))
  const waiting = [...exchanges]
  const from = performance.now()
  await Promise.all(
    open.map(async (connection) => {
      for (let next = waiting.pop(); next; next = waiting.pop()) await connection.time(next)
    }),
  )
  const took = performance.now() - from
  for (const connection of open) connection.close()
  return (exchanges.length * 1000) / took
}
