import { ascending, quantile } from '../statistics.ts'
import { type Exchange, RawConnection } from './raw-connection.ts'
import type { Target } from './signed-request.ts'

/** So many connections, each asking again as soon as it is answered. Each has requests of its own, sent in turn. */
export interface Load {
  target: Target
  seconds: number
  /** Not counted: connections, code and caches get warm. */
  warmUpSeconds: number
  connections: readonly (readonly Exchange[])[]
}

/** Milliseconds but for the rate. */
export interface Measured {
  answers: number
  /** With those of the warm-up. */
  allAnswers: number
  perSecond: number
  p50: number
  p90: number
  p99: number
  max: number
}

/** Rejects on the first answer that is wrong or does not come: such a run says nothing about speed. */
export async function runClosedLoop(load: Load): Promise<Measured> {
  const connections = await Promise.all(load.connections.map(() => RawConnection.open(load.target)))
  const countFrom = performance.now() + load.warmUpSeconds * 1000
  const until = countFrom + load.seconds * 1000
  const counted: number[] = []
  let allAnswers = 0
  const loops = connections.map((connection, index) => {
    const exchanges = load.connections[index]!
    return askOn(connection, exchanges, (ms, now) => {
      allAnswers++
      if (now >= countFrom && now < until) counted.push(ms)
      return now < until
    })
  })
  await Promise.all(loops).finally(() => {
    for (const connection of connections) connection.close()
  })
  const sorted = ascending(counted)
  return {
    answers: sorted.length,
    allAnswers,
    perSecond: sorted.length / load.seconds,
    p50: quantile(sorted, 0.5),
    p90: quantile(sorted, 0.9),
    p99: quantile(sorted, 0.99),
    max: sorted.at(-1) ?? Number.NaN,
  }
}

function askOn(
  connection: RawConnection,
  exchanges: readonly Exchange[],
  more: (ms: number, now: number) => boolean,
): Promise<void> {
  return new Promise((resolve, reject) => {
    let turn = 0
    const next = () => connection.ask(exchanges[turn++ % exchanges.length]!, answered)
    const answered = (fault: string | undefined, ms: number) => {
      if (fault !== undefined) reject(new Error(fault))
      else if (more(ms, performance.now())) next()
      else resolve()
    }
    next()
  })
}
