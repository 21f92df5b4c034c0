import assert from 'node:assert/strict'
import { test } from 'node:test'
import { text, utf8 } from '../../src/base/bytes.ts'
import { SeededRandom } from '../../src/base/random.ts'
import { VirtualClock } from '../../src/base/virtual-clock.ts'
import { openMemoryCheckpoints } from '../../src/engines/memory/checkpoints.ts'
import type { MappingRecord } from '../../src/lambda/resources.ts'
import { noCounts } from '../../src/pollers/mappings/mapping-poller.ts'
import type { Shard, StreamConnector, StreamRecord } from '../../src/pollers/streams/stream-connector.ts'
import { StreamPoller } from '../../src/pollers/streams/stream-poller.ts'
import type { Checkpoints } from '../../src/store/checkpoints.ts'

const epochMs = 1_700_000_000_000

/** Shards by their names, each with the moments at which its records come; one that has children is closed. */
interface Stream {
  shards: Shard[]
  records: Record<string, number[]>
}

function connectorOf({ records, shards }: Stream, clock: VirtualClock): StreamConnector {
  const closed = (shard: string) => shards.some(({ parents }) => parents.includes(shard))
  return {
    shards: () => Promise.resolve(shards),
    iterator: (shard, start) =>
      Promise.resolve(`${shard} ${start.at === 'AFTER' ? Number(start.sequenceNumber) + 1 : 0}`),
    read(iterator, max) {
      const [shard = '', from = '0'] = iterator.split(' ')
      const all = records[shard] ?? []
      const page = all.flatMap((atMs, n): StreamRecord[] => {
        if (n < Number(from) || epochMs + atMs > clock.now()) return []
        const shown = { word: `${shard}${n}` }
        return [{ sequenceNumber: String(n), arrivedMs: epochMs + atMs, shown, data: () => shown, key: 'k' }]
      })
      const next = Number(from) + Math.min(page.length, max)
      return Promise.resolve({
        records: page.slice(0, max),
        next: closed(shard) && next === all.length ? undefined : `${shard} ${next}`,
        newest: true,
      })
    },
  }
}

interface Scene {
  stream: Stream
  clock?: VirtualClock
  checkpoints?: Checkpoints
  configuration?: Partial<MappingRecord['configuration']>
  replay?: MappingRecord['replay']
  fence?: number
  confirm?: () => boolean
  forMs?: number
}

/** What its function gets in so long. */
async function poll(scene: Scene): Promise<string[]> {
  const { checkpoints = openMemoryCheckpoints(), clock = new VirtualClock(epochMs), forMs = 20_000 } = scene
  const words: string[] = []
  const poller = new StreamPoller({
    clock,
    random: new SeededRandom(1),
    invoker: {
      invoke({ payload }) {
        const { Records } = JSON.parse(text(payload)) as { Records: { word: string }[] }
        words.push(...Records.map(({ word }) => word))
        return Promise.resolve({ ran: true, payload: utf8('null'), executedVersion: '1' })
      },
    },
    mapping: {
      account: '1',
      region: 'r',
      functionName: 'f',
      enabled: true,
      ...(scene.replay && { replay: scene.replay }),
      configuration: {
        UUID: 'u',
        EventSourceArn: 'arn:aws:kinesis:r:1:stream/s',
        FunctionArn: 'arn:aws:lambda:r:1:function:f',
        BatchSize: 1,
        ...scene.configuration,
      },
    } as MappingRecord,
    fence: scene.fence ?? 1,
    confirm: scene.confirm ?? (() => true),
    connector: connectorOf(scene.stream, clock),
    checkpoints,
    counts: noCounts(),
    report: () => {},
    tell: () => Promise.resolve(false),
    complain: (error) => assert.fail(String(error)),
  })
  for (let gone = 0; gone < forMs; gone += 250) await clock.advance(250)
  const closed = poller.close()
  for (let turn = 0; turn < 20; turn++) await clock.advance(250)
  await closed
  return words
}

const split: Stream = {
  shards: [
    { id: 'b', parents: ['a'] },
    { id: 'c', parents: ['a'] },
    { id: 'a', parents: ['gone'] },
  ],
  records: { a: [0, 0, 9_000], b: [9_500], c: [9_500] },
}

test('children are read once their parents are, whatever the order they are listed in', async () => {
  const words = await poll({ stream: split })
  assert.deepEqual(
    [words.slice(0, 3), words.slice(3).toSorted()],
    [
      ['a0', 'a1', 'a2'],
      ['b0', 'c0'],
    ],
  )
})

test('a mapping that begins with the latest gets what comes from then on, and loses nothing by a restart', async () => {
  const stream: Stream = { shards: [{ id: 'a', parents: [] }], records: { a: [-5_000, 3_000, 30_000] } }
  const [clock, checkpoints] = [new VirtualClock(epochMs), openMemoryCheckpoints()]
  const configuration = { StartingPosition: 'LATEST' as const }
  // Ended before anything has come.
  assert.deepEqual(await poll({ stream, clock, checkpoints, configuration, forMs: 1_000 }), [])
  assert.deepEqual(await poll({ stream, clock, checkpoints, configuration, forMs: 40_000 }), ['a1', 'a2'])
})

test('a replay reads again from its moment on, once', async () => {
  const stream: Stream = { shards: [{ id: 'a', parents: [] }], records: { a: [0, 5_000, 10_000] } }
  const [clock, checkpoints] = [new VirtualClock(epochMs), openMemoryCheckpoints()]
  assert.deepEqual(await poll({ stream, clock, checkpoints }), ['a0', 'a1', 'a2'])
  const again = { stream, clock, checkpoints, replay: { id: 'r', since: epochMs / 1000 + 5 } }
  assert.deepEqual(await poll(again), ['a1', 'a2'])
  assert.deepEqual(await poll(again), [])
  assert.deepEqual(await poll({ ...again, replay: { id: 'r2' } }), ['a0', 'a1', 'a2'])
})

test('whoever has lost the lease begins nothing more, and moves no checkpoint', async () => {
  const stream: Stream = { shards: [{ id: 'a', parents: [] }], records: { a: [0, 0, 0, 0] } }
  const [clock, checkpoints] = [new VirtualClock(epochMs), openMemoryCheckpoints()]
  let asked = 0
  assert.deepEqual(await poll({ stream, clock, checkpoints, confirm: () => ++asked <= 2 }), ['a0', 'a1'])
  assert.deepEqual(await poll({ stream, clock, checkpoints, fence: 2, forMs: 1_000 }), ['a2', 'a3'])
  checkpoints.put('1/r/u/a', 3, { after: '1' })
  // It does not know yet: what it began comes twice, and that is all.
  assert.deepEqual(await poll({ stream, clock, checkpoints, fence: 2 }), ['a2'])
})
