import { ascending, quantile } from '../statistics.ts'
import { type Exchange, RawConnection } from './raw-connection.ts'
import type { Target } from './signed-request.ts'

export interface PacedLoad {
  target: Target
  seconds: number
  perSecond: number
  /** One a connection; a request waits for none that is under way, as long as one of them is free. */
  exchanges: readonly Exchange[]
}

/** Requests at a steady rate, whatever the answers take, as independent callers send them. Milliseconds from when each was due. */
export async function runPaced({
  exchanges,
  perSecond,
  seconds,
  target,
}: PacedLoad): Promise<{ p50: number; p99: number }> {
  const free = await Promise.all(
    exchanges.map(async (exchange) => ({ exchange, connection: await RawConnection.open(target) })),
  )
  const all = [...free]
  const took: number[] = []
  const faults: string[] = []
  const since = performance.now()
  let due = 0
  let answered = 0
  try {
    while (due < perSecond * seconds || answered < due) {
      for (; due < perSecond * seconds && performance.now() - since >= (due * 1000) / perSecond; due++) {
        const dueAt = since + (due * 1000) / perSecond
        const one = free.shift()
        if (!one) throw new Error(`more than ${all.length} requests at once`)
        one.connection.ask(one.exchange, (fault) => {
          if (fault !== undefined) faults.push(fault)
          took.push(performance.now() - dueAt)
          answered++
          free.push(one)
        })
      }
      await new Promise((resolve) => setTimeout(resolve, 1))
      if (faults.length > 0) throw new Error(faults[0])
    }
  } finally {
    for (const { connection } of all) connection.close()
  }
  const sorted = ascending(took)
  return { p50: quantile(sorted, 0.5), p99: quantile(sorted, 0.99) }
}
