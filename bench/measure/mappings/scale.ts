import { systemClock } from '../../../src/base/clock.io.ts'
import { inPairs } from '../../pairs.ts'
import { pairedRow, type Row } from '../../report.ts'
import { readSimulated } from './simulated-stream.ts'

const records = 1_000_000

/** What a record costs with many mappings or shards, against few; and what a shard costs in which nothing comes. */
export async function measureScale(bench: string): Promise<Row[]> {
  await costOfRecord({ mappings: 1, shards: 1 })
  const rows: Row[] = []
  const comparisons = [
    { what: '1,000 mappings against 10', many: { mappings: 1_000, shards: 1 }, few: { mappings: 10, shards: 1 } },
    { what: '2,000 shards against 1', many: { mappings: 1, shards: 2_000 }, few: { mappings: 1, shards: 1 } },
  ]
  for (const { few, many, what } of comparisons) {
    const pairs = await inPairs(
      5,
      () => costOfRecord(many),
      () => costOfRecord(few),
    )
    const head = { bench, metric: `processor time of a record, ${what}`, unit: 'µs', goal: '<= 1.3' }
    rows.push(pairedRow(head, pairs, (micros) => micros))
  }
  return [...rows, await idleMemory(bench)]
}

async function costOfRecord(load: { mappings: number; shards: number }): Promise<number> {
  const before = process.cpuUsage()
  const { close, records: read } = await readSimulated({ ...load, records })
  const { system, user } = process.cpuUsage(before)
  await close()
  return (system + user) / read
}

async function idleMemory(bench: string): Promise<Row> {
  const shards = 10_000
  const heapOf = async () => {
    for (let turn = 0; turn < 3; turn++) {
      globalThis.gc?.()
      await systemClock.sleep(50)
    }
    return process.memoryUsage().heapUsed
  }
  const before = await heapOf()
  const { close } = await readSimulated({ mappings: 1, shards, records: shards })
  const value = (await heapOf()) - before
  await close()
  return { bench, metric: 'memory of a shard in which nothing comes', value: value / shards / 1024, unit: 'KiB' }
}
