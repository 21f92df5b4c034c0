import type { GrownRoost } from '../../grown-roost.ts'
import type { Generator } from '../../load/generator.ts'
import type { Exchange } from '../../load/raw-connection.ts'
import type { Row } from '../../report.ts'
import { type Flatness, measureFlatness, type Run } from './flatness.ts'

const functionsPath = '/2015-03-31/functions'
/** Of a page: as many as the smallest catalog has behind its middle. */
const itemsAPage = '5'

/** Lookups and pages of the list, over one connection. */
export async function measureReads(flatness: Flatness, { generator, seconds }: Load): Promise<Row[]> {
  const rows: Row[] = []
  for (const { metric, read } of reads) {
    const run: Run = async (grown, meter) => {
      const load = { target: grown.roost.target, seconds, warmUpSeconds: 0, connections: [await read(grown)] }
      await meter(async () => (await generator.run(load)).allAnswers)
    }
    rows.push(...(await measureFlatness(flatness, metric, run)))
  }
  return rows
}

interface Load {
  generator: Generator
  seconds: number
}

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
