import { setImmediate as turn } from 'node:timers/promises'
import { utf8 } from '../../../src/base/bytes.ts'
import { systemClock } from '../../../src/base/clock.io.ts'
import { systemRandom } from '../../../src/base/random.io.ts'
import { openMemoryCheckpoints } from '../../../src/engines/memory/checkpoints.ts'
import type { MappingRecord } from '../../../src/lambda/resources.ts'
import { noCounts } from '../../../src/pollers/mappings/mapping-poller.ts'
import { StreamPoller } from '../../../src/pollers/pollers.ts'
import type { StreamConnector, StreamRecord } from '../../../src/pollers/streams/stream-connector.ts'
import type { Invoker } from '../../../src/sync-plane/sync-plane.ts'

const answer = utf8('null')
/** Answers at once: what is measured is the pollers. */
const invoker: Invoker = { invoke: () => Promise.resolve({ ran: true, payload: answer, executedVersion: '1' }) }

const record = (shard: string, n: number): StreamRecord => {
  const sequenceNumber = String(n).padStart(20, '0')
  const kinesis = { partitionKey: `key ${n % 100}`, sequenceNumber, data: 'eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4eHh4' }
  const shown = { kinesis, eventSource: 'aws:kinesis', eventID: `${shard}:${sequenceNumber}`, awsRegion: 'us-east-1' }
  return { sequenceNumber, arrivedMs: 0, shown, data: () => shown, key: kinesis.partitionKey }
}

/** Each shard has so many records, then nothing comes. Each answer comes in a turn of its own, as those of sockets do. */
function simulated(shards: number, records: number): StreamConnector {
  return {
    shards: () => Promise.resolve(Array.from({ length: shards }, (_, n) => ({ id: `shard-${n}`, parents: [] }))),
    iterator: (shard) => Promise.resolve(`${shard} 0`),
    async read(iterator, max) {
      await turn()
      const [shard = '', at = '0'] = iterator.split(' ')
      const from = Number(at)
      const page = Array.from({ length: Math.min(max, 100, records - from) }, (_, n) => record(shard, from + n))
      return { records: page, next: `${shard} ${from + page.length}`, newest: page.length === 0 }
    },
  }
}

/** So many mappings of as many streams, that share their records evenly; resolves once all are through. */
export async function readSimulated(load: { mappings: number; shards: number; records: number }) {
  const each = Math.floor(load.records / (load.mappings * load.shards))
  const counts = noCounts()
  const pollers = Array.from({ length: load.mappings }, (_, n) => {
    const configuration = {
      UUID: `mapping-${n}`,
      EventSourceArn: 'arn:aws:kinesis:us-east-1:000000000000:stream/s',
      FunctionArn: 'arn:aws:lambda:us-east-1:000000000000:function:f',
      BatchSize: 100,
    }
    return new StreamPoller({
      clock: systemClock,
      random: systemRandom,
      invoker,
      mapping: { account: '0', region: 'us-east-1', functionName: 'f', enabled: true, configuration } as MappingRecord,
      fence: 1,
      confirm: () => true,
      connector: simulated(load.shards, each),
      checkpoints: openMemoryCheckpoints(),
      counts,
      report: () => {},
      tell: () => Promise.resolve(false),
      complain: (error) => {
        throw error
      },
    })
  })
  const total = each * load.mappings * load.shards
  while (counts.invoked < total) await systemClock.sleep(5)
  return { records: total, close: () => Promise.all(pollers.map((poller) => poller.close())) }
}
