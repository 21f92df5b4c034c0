import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { startLimit } from '../limits/start-limit.ts'
import { plainRequest } from '../load/signed-request.ts'
import { eventOf, type MeasuredRoost, nodeFolder } from '../measured-roost.ts'
import { inPairs } from '../pairs.ts'
import { pairedRow, type Row } from '../report.ts'
import { exchangesOf, roostSide, runSide, type Side, type Workbench, warmUp } from './workbench.ts'

const eventBytes = 400
const connections = 64

/** Events accepted, against a file that is appended to; and run, against synchronous invokes of the same function. */
export async function measureEvents(bench: Workbench): Promise<Row[]> {
  const { roost } = bench
  await roost.createFunctions(['off', 'run'], { folder: nodeFolder, handler: 'echo.handler' })
  // What is accepted for it is not run: acceptance is measured, not its consequences.
  const path = '/2017-10-31/functions/off/concurrency'
  await roost.call({ method: 'PUT', path, body: '{"ReservedConcurrentExecutions":0}' })
  return [...(await measureAcceptance(bench)), ...(await measureRuns(bench))]
}

async function measureAcceptance(bench: Workbench): Promise<Row[]> {
  const { roost } = bench
  const directory = mkdtempSync('/var/tmp/roost-bench-')
  const limit = await startLimit('durable-front', join(directory, 'events'))
  const limitOf = (count: number): Side => ({
    target: limit.target,
    pid: limit.pid,
    exchanges: () =>
      exchangesOf(count, () => ({
        bytes: plainRequest(limit.target, '/', eventOf(eventBytes, 0)),
        expected: '{"Status":202}',
        status: 202,
      })),
  })
  try {
    const [ours, theirs] = [eventSide(roost, 'off', connections), limitOf(connections)]
    await warmUp(bench, ours, theirs)
    const pairs = await inPairs(
      bench.pairs,
      () => runSide(bench, ours),
      () => runSide(bench, theirs),
    )
    await untilEmpty(roost)
    const [oursAlone, theirsAlone] = [eventSide(roost, 'off', 4), limitOf(4)]
    const calm = await inPairs(
      bench.pairs,
      () => runSide(bench, oursAlone),
      () => runSide(bench, theirsAlone),
    )
    const row = (metric: string, unit: string, goal: string) => ({ bench: bench.bench, metric, unit, goal })
    return [
      pairedRow(row(`events accepted, ${connections} connections`, '/s', '>= 0.6'), pairs, (each) => each.perSecond),
      pairedRow(row('202 p50, 4 connections', 'ms', '<= 2'), calm, (each) => each.p50),
      pairedRow(row('202 p99, 4 connections', 'ms', '<= 2'), calm, (each) => each.p99),
    ]
  } finally {
    limit.stop()
    rmSync(directory, { recursive: true })
  }
}

/** From the first acceptance until the last has run. */
async function measureRuns(bench: Workbench): Promise<Row[]> {
  const { roost } = bench
  const sync = roostSide(roost, 'run', 32)
  await warmUp(bench, sync)
  const pairs = await inPairs(
    3,
    async () => {
      await untilEmpty(roost)
      const since = performance.now()
      const { allAnswers } = await runSide(bench, eventSide(roost, 'run', connections))
      await untilEmpty(roost)
      return { perSecond: (allAnswers * 1000) / (performance.now() - since) }
    },
    () => runSide(bench, sync),
  )
  const head = { bench: bench.bench, metric: 'events accepted and run', unit: '/s', goal: '>= 0.6' }
  return [pairedRow(head, pairs, ({ perSecond }) => perSecond)]
}

const eventSide = (roost: MeasuredRoost, name: string, count: number): Side => ({
  target: roost.target,
  pid: roost.dataPid,
  exchanges: () => exchangesOf(count, () => roost.event(name, eventOf(eventBytes, 0))),
})

async function untilEmpty(roost: MeasuredRoost): Promise<void> {
  for (;;) {
    const { queues } = await roost.call<{ queues: unknown[] }>({ method: 'GET', path: '/_roost/queues' })
    if (queues.length === 0) return
    await sleep(20)
  }
}
