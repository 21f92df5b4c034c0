import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { openSqliteEventQueues } from '../../src/engines/sqlite/event-queues.io.ts'
import { onThisDisk } from '../../test/e2e/harness/start-roost.ts'
import { startGenerator } from '../load/generator.ts'
import { runPaced } from '../load/paced-loop.ts'
import { eventOf, MeasuredRoost, nodeFolder } from '../measured-roost.ts'
import { type Row, reaches } from '../report.ts'
import { ascending, quantile } from '../statistics.ts'

/** What synchronous callers do all the time: far below what the machine can take. */
const callsPerSecond = 100
const connections = 64
const functions = Array.from({ length: 10 }, (_, at) => `backlog-${at}`)
/** Of the function that is flooded: so many at once, each so long. */
const flooded = { atOnce: 10, ms: 100 }

/** Sync p99 beside a flood of events, and while a large backlog drains; and how soon new events run meanwhile. */
export async function measureBacklog(
  bench: string,
  dataDirectory: string,
  size: { depth: number; seconds: number },
): Promise<Row[]> {
  const first = await MeasuredRoost.start(dataDirectory, onThisDisk)
  await first.createFunctions(['called', 'flooded', 'fresh', ...functions], {
    folder: nodeFolder,
    handler: 'waiting.handler',
  })
  const path = '/2017-10-31/functions/flooded/concurrency'
  await first.call({ method: 'PUT', path, body: `{"ReservedConcurrentExecutions":${flooded.atOnce}}` })
  await warmUp(first)
  const alone = await callSync(first, size.seconds)
  const flood = await callDuringFlood(first, size.seconds)
  await first.stop()
  await fill(dataDirectory, size.depth)
  const second = await MeasuredRoost.start(dataDirectory, onThisDisk)
  try {
    const drain = await callDuringDrain(second, dataDirectory, size.seconds)
    const ratio = (metric: string, during: number): Row => ({
      bench,
      metric,
      unit: 'ms',
      value: during,
      limit: alone.p99,
      ratio: during / alone.p99,
      goal: '<= 1.5',
      pass: reaches(during / alone.p99, '<= 1.5'),
    })
    return [
      ratio(`sync p99, events ${flood.factor.toFixed(1)} x what can run`, flood.p99),
      ratio(`sync p99, ${size.depth} events drain`, drain.p99),
      { bench, metric: '  drained meanwhile', unit: '/s', value: drain.perSecond },
      { bench, metric: '  new events run after, p99', unit: 'ms', value: drain.freshP99 },
    ]
  } finally {
    await second.stop()
  }
}

/** A few callers at first: each of them gets an environment. */
async function warmUp(roost: MeasuredRoost): Promise<void> {
  const generator = startGenerator()
  const connections = Array.from({ length: 8 }, () => [roost.invocation('called', '{}', 'null')])
  await generator.run({ target: roost.target, seconds: 1, warmUpSeconds: 0, connections })
  generator.stop()
}

const callSync = (roost: MeasuredRoost, seconds: number) =>
  runPaced({
    target: roost.target,
    seconds,
    perSecond: callsPerSecond,
    exchanges: Array.from({ length: connections }, () => roost.invocation('called', '{}', 'null')),
  })

async function callDuringFlood(roost: MeasuredRoost, seconds: number) {
  const generator = startGenerator()
  try {
    const event = JSON.stringify({ ms: flooded.ms, padding: 'x'.repeat(300) })
    const load = {
      target: roost.target,
      seconds: seconds + 1,
      warmUpSeconds: 0,
      connections: [[roost.event('flooded', event)]],
    }
    const running = generator.run(load)
    // When this fails first, that says why.
    running.catch(() => {})
    await sleep(500)
    const { p99 } = await callSync(roost, seconds)
    const { perSecond } = await running
    return { p99, factor: perSecond / ((flooded.atOnce * 1000) / flooded.ms) }
  } finally {
    generator.stop()
  }
}

/** As a process leaves them that was stopped ten minutes ago. */
async function fill(dataDirectory: string, depth: number): Promise<void> {
  const queues = openSqliteEventQueues(join(dataDirectory, 'events.sqlite'))
  const acceptedAt = Date.now() - 600_000
  for (let from = 0; from < depth; from += 1_000)
    await queues.append(
      Array.from({ length: Math.min(1_000, depth - from) }, (_, more) => {
        const at = from + more
        const scope = { account: '000000000000', region: 'us-east-1', functionName: functions[at % functions.length] }
        const requestId = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
        const queue = `shared-${String(at % 16).padStart(3, '0')}`
        return {
          queue,
          id: requestId,
          head: JSON.stringify({ ...scope, requestId }),
          payload: backlogEvent,
          acceptedAt,
        }
      }),
    )
  queues.close()
}
const backlogEvent = Buffer.from(eventOf(400, 0))

async function callDuringDrain(roost: MeasuredRoost, dataDirectory: string, seconds: number) {
  const log = join(dataDirectory, 'fresh.log')
  await warmUp(roost)
  const before = await depthOf(roost)
  const started = performance.now()
  const stop = new AbortController()
  const sending = sendFresh(roost, log, stop.signal)
  const { p99 } = await callSync(roost, seconds).finally(() => stop.abort())
  const sent = await sending
  const perSecond = ((before - (await depthOf(roost))) * 1000) / (performance.now() - started)
  while (freshAges(log).length < sent) await sleep(50)
  return { p99, perSecond, freshP99: quantile(ascending(freshAges(log)), 0.99) }
}

async function sendFresh(roost: MeasuredRoost, log: string, signal: AbortSignal): Promise<number> {
  let sent = 0
  while (!signal.aborted) {
    const body = JSON.stringify({ log, sentAt: Date.now() })
    await roost.call({ method: 'POST', path: '/2014-11-13/functions/fresh/invoke-async/', body })
    sent++
    await sleep(100)
  }
  return sent
}

const freshAges = (log: string): number[] =>
  existsSync(log) ? readFileSync(log, 'utf8').split('\n').filter(Boolean).map(Number) : []

async function depthOf(roost: MeasuredRoost): Promise<number> {
  const { queues } = await roost.call<{ queues: { depth: number }[] }>({ method: 'GET', path: '/_roost/queues' })
  return queues.reduce((sum, { depth }) => sum + depth, 0)
}
