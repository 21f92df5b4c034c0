import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import type { GrownRoost } from '../../grown-roost.ts'
import { startLimit } from '../../limits/start-limit.ts'
import { plainRequest } from '../../load/signed-request.ts'
import { creationOf } from '../../measured-roost.ts'
import { inPairs } from '../../pairs.ts'
import { pairedRow, type Row } from '../../report.ts'
import { metered } from './flatness.ts'
import { creating, creations, send, settings } from './writes.ts'

/** Functions made, against a file that requests as long are appended to, each on disk before its answer. */
export async function measureDurableCreation(
  { bench, pairs }: { bench: string; pairs: number },
  grown: GrownRoost,
): Promise<Row[]> {
  const directory = mkdtempSync('/var/tmp/roost-bench-')
  const limit = await startLimit('durable-front', join(directory, 'requests'))
  try {
    const create = await creating()
    const body = JSON.stringify(creationOf('made-0', settings, 'x'.repeat(1000)))
    const append = { bytes: plainRequest(limit.target, '/', body), status: 202 }
    const taken = await inPairs(
      pairs,
      async () => (await metered(grown, create)).perSecond,
      async () => {
        const from = performance.now()
        return ((await send(limit.target, Array(creations).fill(append))) * 1000) / (performance.now() - from)
      },
    )
    return [pairedRow({ bench, metric: 'CreateFunction', unit: '/s' }, taken, (perSecond) => perSecond)]
  } finally {
    limit.stop()
    rmSync(directory, { recursive: true })
  }
}
