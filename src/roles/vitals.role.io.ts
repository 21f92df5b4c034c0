import { cpus, totalmem } from 'node:os'
import { empty } from '../base/bytes.ts'
import type { Clock } from '../base/clock.ts'
import type { CallHandler, LinkClient } from '../link/link.ts'
import type { ReadVitals, Vitals } from '../pollers/pollers.ts'
import { Slowdown } from '../stability/slowdown.ts'
import type { Invoker } from '../sync-plane/sync-plane.ts'

/** Functions whose usual times are remembered. */
const functionsMax = 1_000

export interface ServedVitals {
  /** The same, timed for whoever waits for it. */
  watch(invoker: Invoker): Invoker
  /** The call `vitals` of a link. */
  calls: Record<'vitals', CallHandler>
}

/** What the process that runs functions tells of itself and of its machine. */
export function openVitals(clock: Clock): ServedVitals {
  const slowdown = new Slowdown(clock, functionsMax)
  let before = processorTimes()
  return {
    watch: (invoker) => ({
      async invoke(invocation, signal) {
        const since = clock.tick()
        const result = await invoker.invoke(invocation, signal)
        const { account, functionName, region } = invocation
        if (result.ran) slowdown.record(`${account}/${region}/${functionName}`, clock.tick() - since)
        return result
      },
    }),
    calls: {
      vitals({ head }) {
        const now = processorTimes()
        const total = now.total - before.total
        const cpu = total > 0 ? 1 - (now.idle - before.idle) / total : 0
        before = now
        const memoryFree = process.availableMemory() / memoryMax()
        const vitals: Vitals = { sync: slowdown.read(head as boolean), cpu, memoryFree }
        return Promise.resolve({ head: vitals, body: empty })
      },
    },
  }
}

/** Rejects with LinkLost while that process is away. */
export const connectVitals =
  (link: LinkClient): ReadVitals =>
  async (calm) =>
    (await link.call('vitals', { head: calm, body: empty })).head as Vitals

/** Milliseconds since the machine started, over all processors. */
function processorTimes(): { idle: number; total: number } {
  let [idle, total] = [0, 0]
  for (const { times } of cpus()) {
    idle += times.idle
    total += times.user + times.nice + times.sys + times.irq + times.idle
  }
  return { idle, total }
}

/** A limit of the system that is beyond all there is means none. */
const memoryMax = (): number => Math.min(totalmem(), process.constrainedMemory() || Number.POSITIVE_INFINITY)
