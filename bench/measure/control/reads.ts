import type { GrownRoost } from '../../grown-roost.ts'
import type { Exchange } from '../../load/raw-connection.ts'
import { inPairs } from '../../pairs.ts'
import { pairedRow, type Row } from '../../report.ts'
import { runSide, type Side, type Workbench } from '../workbench.ts'

const functionsPath = '/2015-03-31/functions'
/** Of a page: as many as the smallest catalog has. */
const itemsAPage = '10'

/** Lookups and pages of the list, over one connection, against the same with few functions. */
export async function measureReads(bench: Workbench, large: GrownRoost, small: GrownRoost): Promise<Row[]> {
  const rows: Row[] = []
  for (const { metric, read } of reads) {
    const ours = sideOf(large, await read(large))
    const limit = sideOf(small, await read(small))
    for (const side of [ours, limit]) await runSide({ ...bench, seconds: 0.1 }, side, 0.5)
    const pairs = await inPairs(
      bench.pairs,
      () => runSide(bench, ours),
      () => runSide(bench, limit),
    )
    const name = `${metric}, ${large.names.length} functions`
    rows.push(
      pairedRow({ bench: bench.bench, metric: name, unit: '/s', goal: '>= 0.67' }, pairs, (run) => run.perSecond),
    )
  }
  return rows
}

const sideOf = ({ roost }: GrownRoost, exchanges: Exchange[]): Side => ({
  target: roost.target,
  exchanges: () => [exchanges],
})

const reads: { metric: string; read: (grown: GrownRoost) => Promise<Exchange[]> }[] = [
  { metric: 'GetFunctionConfiguration', read: lookups },
  { metric: 'ListFunctions, first page', read: ({ roost }) => pages(roost, {}) },
  { metric: 'ListFunctions, from the middle', read: middlePages },
]

/** From all over the catalog. */
function lookups({ names, roost }: GrownRoost): Promise<Exchange[]> {
  const chosen = Array.from({ length: 8 }, (_, index) => names[Math.floor((index * names.length) / 8)]!)
  return Promise.all(chosen.map((name) => roost.reading(`${functionsPath}/${name}/configuration`)))
}

async function pages(roost: GrownRoost['roost'], from: { Marker?: string }): Promise<Exchange[]> {
  return [await roost.reading(functionsPath, { ...from, MaxItems: itemsAPage })]
}

/** A marker names a function: in the place of the first one, one of the middle of the list. */
async function middlePages({ names, roost }: GrownRoost): Promise<Exchange[]> {
  const path = `${functionsPath}?MaxItems=1`
  const { Functions, NextMarker } = await roost.call<{ Functions: { FunctionName: string }[]; NextMarker: string }>({
    method: 'GET',
    path,
  })
  const middle = names.toSorted()[names.length >> 1]!
  const key = Buffer.from(NextMarker, 'base64').toString().replace(Functions[0]!.FunctionName, middle)
  return pages(roost, { Marker: Buffer.from(key).toString('base64') })
}
