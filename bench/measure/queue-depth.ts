import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { openSqliteEventQueues } from '../../src/engines/sqlite/event-queues.io.ts'
import { inPairs } from '../pairs.ts'
import { pairedRow, type Row } from '../report.ts'

const batch = 64
const rounds = 60

/** What appending, reading and settling an event costs where many wait, against where none does. */
export async function measureDepth(bench: string, depth: number): Promise<Row[]> {
  const directory = mkdtempSync('/var/tmp/roost-bench-')
  try {
    const shallow = await openFilled(join(directory, 'shallow'), 1)
    const deep = await openFilled(join(directory, 'deep'), depth)
    const pairs = await inPairs(5, deep.measure, shallow.measure)
    deep.close()
    shallow.close()
    const head = (metric: string) => ({ bench, metric: `${metric}, ${depth} queued`, unit: 'us/event', goal: '<= 1.3' })
    return [
      pairedRow(head('append'), pairs, ({ append }) => append),
      pairedRow(head('read and settle'), pairs, ({ read }) => read),
    ]
  } finally {
    rmSync(directory, { recursive: true })
  }
}

async function openFilled(path: string, depth: number) {
  const queues = openSqliteEventQueues(path)
  queues.claim('q', 1)
  for (let left = depth; left > 0; left -= 2_000) await queues.append(eventsOf(Math.min(left, 2_000)))
  let after = 0
  return {
    measure: async () => {
      let [append, read] = [0, 0]
      for (let round = 0; round < rounds; round++) {
        const started = performance.now()
        await queues.append(eventsOf(batch))
        const appended = performance.now()
        const events = queues.ready('q', { after, max: batch })
        after = events.at(-1)!.position
        queues.settle('q', 1, { done: events.map(({ position }) => position) })
        append += appended - started
        read += performance.now() - appended
      }
      const perEvent = (ms: number) => (ms * 1000) / (rounds * batch)
      return { append: perEvent(append), read: perEvent(read) }
    },
    close: () => queues.close(),
  }
}

const payload = Buffer.from(JSON.stringify({ padding: 'x'.repeat(380) }))
const eventsOf = (count: number) =>
  Array.from({ length: count }, (_, at) => ({ queue: 'q', id: `e-${at}`, head: '{}', payload, acceptedAt: Date.now() }))
