import { setTimeout as sleep } from 'node:timers/promises'
import { timeBareNode } from '../limits/bare-node.ts'
import { RawConnection } from '../load/raw-connection.ts'
import { nodeFolder } from '../measured-roost.ts'
import { inPairs, type Pair } from '../pairs.ts'
import { containedBy, descendants, processorMs } from '../processes.ts'
import { type Row, reaches } from '../report.ts'
import { ascending, median, quantile, spreadOfMedian } from '../statistics.ts'
import type { Workbench } from './workbench.ts'

/** A variable that is read when a process starts: so a process that runs already does not do. */
export const ownStart = { LANG: 'C.UTF-8' }

/** First invocations of functions that never ran, against the spawn of a Node that does nothing. */
export async function measureColdStart(bench: Workbench): Promise<Row[]> {
  const scale = Math.min(1, bench.seconds)
  const pooled = await firstInvocations(bench, 'pooled', Math.ceil(100 * scale))
  const alone = await firstInvocations(bench, 'alone', Math.ceil(30 * scale), ownStart)
  const { bench: name } = bench
  return [
    quantileRow({ bench: name, metric: 'cold start p50, from a pool', goal: '<= 0.2' }, pooled, 0.5),
    quantileRow({ bench: name, metric: 'cold start p99, from a pool', goal: '<= 0.5' }, pooled, 0.99),
    quantileRow({ bench: name, metric: 'cold start p50, without a pool', goal: '<= 2.5' }, alone, 0.5),
  ]
}

async function firstInvocations(
  { roost }: Workbench,
  prefix: string,
  count: number,
  variables?: Record<string, string>,
): Promise<Pair<number>[]> {
  const names = Array.from({ length: count + 3 }, (_, index) => `${prefix}-${index}`)
  await roost.createFunctions(names, { folder: nodeFolder, handler: 'hello.handler', variables })
  const connection = await RawConnection.open(roost.target)
  const waiting = [...names]
  let done: string | undefined
  const first = async () => {
    // What ran before is put away first, and the pool has what it wants: neither is to be measured.
    if (done) await roost.deleteFunction(done)
    await settled(roost.dataPid)
    done = waiting.pop()!
    return connection.time(roost.invocation(done, '{"name":"bench"}', '{"message":"Hello, bench!"}'))
  }
  for (let warm = 0; warm < 3; warm++) await first()
  const pairs = await inPairs(count, first, timeBareNode)
  connection.close()
  return pairs
}

/** Of all, not of each pair: a quantile of one is none. The spread is that of the single ratios. */
function quantileRow(head: { bench: string; metric: string; goal: string }, pairs: Pair<number>[], share: number): Row {
  const of = (side: 'ours' | 'limit') => quantile(ascending(pairs.map((pair) => pair[side])), share)
  const ratio = of('ours') / of('limit')
  const typical = median(pairs.map((pair) => pair.limit))
  return {
    ...head,
    value: of('ours'),
    unit: 'ms',
    limit: of('limit'),
    ratio,
    spread: share === 0.5 ? spreadOfMedian(pairs.map((pair) => pair.ours / typical)) : undefined,
    pass: reaches(ratio, head.goal),
  }
}

/** Resolves once no process of it has used the processor for a while; what never rests is measured as it is. */
async function settled(pid: number): Promise<void> {
  const used = () =>
    [pid, ...descendants(pid), ...containedBy(pid)].reduce((sum, one) => {
      try {
        return sum + processorMs(one)
      } catch {
        return sum
      }
    }, 0)
  let before = -1
  for (let turn = 0; turn < 30; turn++) {
    const now = used()
    if (now === before) return
    before = now
    await sleep(50)
  }
}
