import { type Generator, startGenerator } from './load/generator.ts'
import {
  exchangesOf,
  type LoadedMeasure,
  roostSide,
  runSide,
  type Side,
  type Workbench,
  warmUp,
} from './measure/workbench.ts'
import { eventOf, MeasuredRoost, nodeFolder } from './measured-roost.ts'
import { inPairs } from './pairs.ts'
import { ofWatchdog, runtimeInterfaceEmulator } from './peers/go-programs.ts'
import { ministack } from './peers/ministack.ts'
import { installed, type Peer, type StartedPeer, untilRight } from './peers/peer.ts'
import { serverlessOffline } from './peers/serverless-offline.ts'
import { workerd } from './peers/workerd.ts'
import { benchOptions, pairedRow, Reporter, type Row } from './report.ts'

/**
 * Warm echo functions against what people run functions with today, fetched when first compared. None of them checks
 * signatures, Roost does. A peer that cannot be had here is one line.
 */
const options = benchOptions(0.8)
const reporter = new Reporter('peers', options)
const peers: Peer[] = [workerd, serverlessOffline, ofWatchdog, runtimeInterfaceEmulator, ministack]

async function compare(bench: Workbench, peer: Peer): Promise<Row[] | string> {
  const started = await installed(peer)
    .then((folder) => peer.start(folder))
    .catch((error: Error) => `${peer.name} cannot be had here: ${error.message}`)
  if (typeof started === 'string') return started
  try {
    await untilRight(started.target, () => started.exchange(eventOf(200, 1)))
    return await rowsOf(bench, peer, started)
  } finally {
    started.stop()
  }
}

async function rowsOf(bench: Workbench, peer: Peer, started: StartedPeer): Promise<Row[]> {
  const against = async (connections: number) => {
    const ours = roostSide(bench.roost, 'warm', connections)
    const theirs: Side = {
      target: started.target,
      exchanges: () => exchangesOf(connections, (event) => started.exchange(event)),
    }
    await warmUp(bench, ours, theirs)
    return inPairs(
      bench.pairs,
      () => runSide(bench, ours),
      () => runSide(bench, theirs),
    )
  }
  const [one, eight] = [await against(1), await against(8)]
  const row = (metric: string, unit: string, pairs: typeof one, read: (run: LoadedMeasure) => number) =>
    pairedRow({ bench: 'peers', metric: `${metric}, ${peer.name}`, unit }, pairs, read)
  return [
    row('warm p50, 1 connection', 'ms', one, (run) => run.p50),
    row('warm p99, 1 connection', 'ms', one, (run) => run.p99),
    row('warm throughput, 8 connections', '/s', eight, (run) => run.perSecond),
  ]
}

async function compareAll(generator: Generator, roost: MeasuredRoost): Promise<void> {
  await roost.createFunctions(['warm'], { folder: nodeFolder, handler: 'echo.handler' })
  const bench = { bench: 'peers', roost, generator, seconds: options.seconds, pairs: 5 }
  for (const peer of peers) {
    await reporter.measure(peer.name, async () => {
      const found = await compare(bench, peer)
      if (typeof found === 'string') reporter.note(found)
      return typeof found === 'string' ? [] : found
    })
  }
}

const roost = await MeasuredRoost.start()
const generator = startGenerator()
try {
  await compareAll(generator, roost)
} finally {
  generator.stop()
  await roost.remove()
}
process.exitCode = reporter.exitCode
