import { startIdleNode } from '../limits/bare-node.ts'
import { RawConnection } from '../load/raw-connection.ts'
import { nodeFolder } from '../measured-roost.ts'
import { chainUpTo, pidsOf, pssMiB } from '../processes.ts'
import type { Row } from '../report.ts'
import { median } from '../statistics.ts'
import type { Workbench } from './workbench.ts'

const count = 5

/** What waits costs memory: environments that have run once, and Roost itself, against Nodes that do nothing. */
export async function measureMemory({ bench, roost }: Workbench): Promise<Row[]> {
  const names = Array.from({ length: count }, (_, index) => `idle-${index}`)
  await roost.createFunctions(names, { folder: nodeFolder, handler: 'marked.handler' })
  const connection = await RawConnection.open(roost.target)
  const answer = '{"message":"Hello, bench!"}'
  for (const title of names)
    await connection.time(roost.invocation(title, JSON.stringify({ title, name: 'bench' }), answer))
  connection.close()
  const nodes = await Promise.all(names.map(startIdleNode))
  try {
    const sum = (pids: readonly number[]) => pids.reduce((total, pid) => total + pssMiB(pid), 0)
    const limit = median(nodes.map((node) => pssMiB(node.pid!)))
    const environments = names.map((title) => {
      const [pid] = pidsOf(title)
      if (pid === undefined) throw new Error(`the environment of ${title} is not to be found`)
      return sum(chainUpTo(pid, roost.dataPid))
    })
    const row = (metric: string, value: number): Row => ({
      bench,
      metric,
      value,
      unit: 'MiB',
      limit,
      ratio: value / limit,
    })
    const own = sum(roost.pids)
    return [row('idle environment, PSS', median(environments)), row('Roost itself, PSS', own)]
  } finally {
    for (const node of nodes) node.kill()
  }
}
