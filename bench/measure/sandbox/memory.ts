import { setTimeout as sleep } from 'node:timers/promises'
import { startIdleNode } from '../../limits/bare-node.ts'
import { RawConnection } from '../../load/raw-connection.ts'
import { type MeasuredRoost, nodeFolder } from '../../measured-roost.ts'
import { parentOf, pidsOf, pssMiB } from '../../processes.ts'
import type { Row } from '../../report.ts'
import { median } from '../../statistics.ts'

const count = 5
const answer = '{"message":"Hello, bench!"}'

/** Containers with a function that has run once and is frozen, each with its first process, against Nodes that do nothing. */
export async function measureFrozenMemory(roost: MeasuredRoost): Promise<Row[]> {
  const titles = Array.from({ length: count }, (_, index) => `roost-bench-${process.pid}-${index}`)
  await roost.createFunctions(titles, { folder: nodeFolder, handler: 'marked.handler' })
  const connection = await RawConnection.open(roost.target)
  for (const title of titles)
    await connection.time(roost.invocation(title, JSON.stringify({ title, name: 'bench' }), answer))
  connection.close()
  const nodes = await Promise.all(titles.map(startIdleNode))
  try {
    await untilFrozen(roost, count)
    const value = median(titles.map((title) => containerMiB(title)))
    const limit = median(nodes.map((node) => pssMiB(node.pid!)))
    const metric = 'idle frozen environment, PSS'
    const ratio = value / limit
    return [{ bench: 'sandbox', metric, value, unit: 'MiB', limit, ratio, goal: '<= 1.1', pass: ratio <= 1.1 }]
  } finally {
    for (const node of nodes) node.kill()
  }
}

/** Its first process keeps it, and is nobody's child here. */
function containerMiB(title: string): number {
  const [pid] = pidsOf(title)
  if (pid === undefined) throw new Error(`the environment of ${title} is not to be found`)
  return pssMiB(pid) + pssMiB(parentOf(pid))
}

async function untilFrozen(roost: MeasuredRoost, wanted: number): Promise<void> {
  for (;;) {
    const path = '/_roost/status'
    const { environments } = await roost.call<{ environments: Record<string, number> }>({ method: 'GET', path })
    if (environments.frozen! >= wanted && environments.busy === 0 && environments.idle === 0) return
    await sleep(50)
  }
}
