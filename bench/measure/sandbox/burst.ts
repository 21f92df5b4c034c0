import { timeBareNode } from '../../limits/bare-node.ts'
import { RawConnection } from '../../load/raw-connection.ts'
import { type MeasuredRoost, nodeFolder } from '../../measured-roost.ts'
import type { Row } from '../../report.ts'
import { ownStart } from '../cold-start.ts'

/** So many functions that never ran, invoked at the same moment, none from a pool, against as many Nodes spawned at once. */
export async function measureBurst(roost: MeasuredRoost, count: number): Promise<Row[]> {
  const names = Array.from({ length: count }, (_, index) => `burst-${index}`)
  await roost.createFunctions(names, { folder: nodeFolder, handler: 'hello.handler', variables: ownStart })
  const connections = await Promise.all(names.map(() => RawConnection.open(roost.target)))
  const limit = await rate(names, timeBareNode)
  const value = await rate(names, (name, index) =>
    connections[index]!.time(roost.invocation(name, '{"name":"bench"}', '{"message":"Hello, bench!"}')),
  )
  for (const connection of connections) connection.close()
  for (const name of names) await roost.deleteFunction(name)
  const ratio = value / limit
  const metric = `burst of ${count} functions, contained, no pool`
  return [{ bench: 'sandbox', metric, value, unit: '/s', limit, ratio, goal: '>= 0.85', pass: ratio >= 0.85 }]
}

/** How many a second, all at once. */
async function rate(names: readonly string[], one: (name: string, index: number) => Promise<unknown>): Promise<number> {
  const from = performance.now()
  await Promise.all(names.map(one))
  return (names.length * 1000) / (performance.now() - from)
}
