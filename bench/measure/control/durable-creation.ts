import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { zipFolder } from '../../../src/cli/zip-folder.ts'
import type { GrownRoost } from '../../grown-roost.ts'
import { startLimit } from '../../limits/start-limit.ts'
import { plainRequest } from '../../load/signed-request.ts'
import { creationOf, nodeFolder } from '../../measured-roost.ts'
import { inPairs } from '../../pairs.ts'
import { pairedRow, type Row } from '../../report.ts'
import { createSome, rate, requests, settings } from './writes.ts'

/** Functions made, against a file that the same requests are appended to, each on disk before its answer. */
export async function measureDurableCreation(
  bench: { bench: string; pairs: number },
  grown: GrownRoost,
): Promise<Row[]> {
  const zip = (await zipFolder(nodeFolder)).toString('base64')
  const directory = mkdtempSync('/var/tmp/roost-bench-')
  const limit = await startLimit('durable-front', join(directory, 'requests'))
  try {
    const body = JSON.stringify(creationOf('made-0', settings, zip))
    const append = () => ({ bytes: plainRequest(limit.target, '/', body), status: 202 })
    const pairs = await inPairs(
      bench.pairs,
      () => createSome(grown, zip),
      () => rate(limit.target, Array.from({ length: requests }, append)),
    )
    return [pairedRow({ bench: bench.bench, metric: 'CreateFunction', unit: '/s' }, pairs, (perSecond) => perSecond)]
  } finally {
    limit.stop()
    rmSync(directory, { recursive: true })
  }
}
