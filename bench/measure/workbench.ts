import type { Measured } from '../load/closed-loop.ts'
import type { Generator } from '../load/generator.ts'
import type { Exchange } from '../load/raw-connection.ts'
import { plainRequest, type Target } from '../load/signed-request.ts'
import { eventOf, type MeasuredRoost } from '../measured-roost.ts'
import { processorMs } from '../processes.ts'

/** What every measurement is made with. */
export interface Workbench {
  bench: string
  roost: MeasuredRoost
  generator: Generator
  seconds: number
  pairs: number
}

export interface LoadedMeasure extends Measured {
  /** Processor time that one answer took in the process that took the request, in microseconds. */
  processorUs: number
}

/** Before each counted run; the first run of all needs longer. */
const settleSeconds = 0.15
export const firstWarmUpSeconds = 2

const eventBytes = 200

/** Two a connection, in turn, so that an answer to another's event, or to the one before, is seen. */
export function exchangesOf(connections: number, make: (event: string) => Exchange): Exchange[][] {
  return Array.from({ length: connections }, (_, index) => [
    make(eventOf(eventBytes, 2 * index)),
    make(eventOf(eventBytes, 2 * index + 1)),
  ])
}

export function plainExchange(target: Target, path = '/'): (event: string) => Exchange {
  return (event) => ({ bytes: plainRequest(target, path, event), expected: event })
}

/** One run of one side. `pid`: the process whose processor time is counted. */
export interface Side {
  target: Target
  pid?: number
  /** Made anew for each run, for what is signed. */
  exchanges: () => Exchange[][]
}

export async function runSide(bench: Workbench, side: Side, warmUpSeconds = settleSeconds): Promise<LoadedMeasure> {
  const before = side.pid === undefined ? 0 : processorMs(side.pid)
  const load = { target: side.target, seconds: bench.seconds, warmUpSeconds, connections: side.exchanges() }
  const measured = await bench.generator.run(load)
  const spentMs = side.pid === undefined ? 0 : processorMs(side.pid) - before
  return { ...measured, processorUs: (spentMs * 1000) / measured.allAnswers }
}

/** Roost's side of a comparison: signed invocations of one function over so many connections. */
export function roostSide(roost: MeasuredRoost, name: string, connections: number): Side {
  return {
    target: roost.target,
    pid: roost.dataPid,
    exchanges: () => exchangesOf(connections, (event) => roost.invocation(name, event)),
  }
}

export function limitSide(limit: { target: Target; pid?: number }, connections: number): Side {
  return {
    target: limit.target,
    pid: limit.pid,
    exchanges: () => exchangesOf(connections, plainExchange(limit.target)),
  }
}

/** Both warm, then pair by pair. */
export async function warmUp(bench: Workbench, ...sides: Side[]): Promise<void> {
  for (const side of sides) await runSide({ ...bench, seconds: 0.1 }, side, firstWarmUpSeconds)
}
