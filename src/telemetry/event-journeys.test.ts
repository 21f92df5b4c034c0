import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../base/virtual-clock.ts'
import { RecentEventJourneys } from './event-journeys.ts'

const arn = 'arn:aws:lambda:us-east-1:111111111111:function:f'

test('a journey tells its hops in order, with the time since it began', async () => {
  const clock = new VirtualClock(1000)
  const journeys = new RecentEventJourneys(clock)
  const depths = { 'shared-001': 3, 'shared-002': 8 }
  journeys.note('r', arn, { hop: 'accepted', queue: 'shared-001', why: 'shallower of two', depths })
  await clock.advance(5)
  journeys.note('r', arn, { hop: 'attempted', queue: 'shared-001', owner: 'o', fence: 2 })
  journeys.note('r', arn, { hop: 'ended', outcome: 'Error', waitMs: 60_000 })
  assert.equal(journeys.find('r')!.outcome, '')
  await clock.advance(60_000)
  journeys.note('r', arn, { hop: 'settled', queue: 'shared-001', outcome: 'RetriesExhausted' })
  journeys.note('r', arn, { hop: 'told', to: 'a queue' })
  assert.deepEqual(journeys.find('r'), {
    requestId: 'r',
    functionArn: arn,
    startedAt: 1000,
    outcome: 'RetriesExhausted',
    leftOut: 0,
    hops: [
      { atMs: 0, hop: 'accepted', queue: 'shared-001', why: 'shallower of two', depths },
      { atMs: 5, hop: 'attempted', queue: 'shared-001', owner: 'o', fence: 2 },
      { atMs: 5, hop: 'ended', outcome: 'Error', waitMs: 60_000 },
      { atMs: 60_005, hop: 'settled', queue: 'shared-001', outcome: 'RetriesExhausted' },
      { atMs: 60_005, hop: 'told', to: 'a queue' },
    ],
  })
  assert.equal(journeys.find('another'), undefined)
})

test('of many attempts the first and the latest are kept, and how many are not', () => {
  const journeys = new RecentEventJourneys(new VirtualClock())
  for (let fence = 1; fence <= 100; fence++)
    journeys.note('r', arn, { hop: 'attempted', queue: 'q', owner: 'o', fence })
  const { hops, leftOut } = journeys.find('r')!
  const fences = hops.map((hop) => hop.hop === 'attempted' && hop.fence)
  assert.equal(hops.length + leftOut, 100)
  assert.deepEqual(fences.slice(0, 9), [1, 2, 3, 4, 5, 6, 7, 8, 77])
  assert.equal(fences.at(-1), 100)
})

test('a batch is found by each of its records; the last one that carried a record counts', () => {
  const journeys = new RecentEventJourneys(new VirtualClock())
  const batched = { hop: 'batched', mapping: 'm', source: 's', records: 2, first: 'm-1', last: 'm-2' } as const
  journeys.note('one', arn, batched)
  journeys.carried('one', ['m-1', 'm-2'])
  journeys.note('two', arn, batched)
  journeys.carried('two', ['m-2', 'm-3'])
  assert.deepEqual(
    ['m-1', 'm-2', 'm-3', 'm-4'].map((id) => journeys.find(id)?.requestId),
    ['one', 'two', 'two', undefined],
  )
})

test('the oldest are forgotten, journeys and records alike', () => {
  const journeys = new RecentEventJourneys(new VirtualClock(), { journeys: 2, records: 3 })
  for (const id of ['1', '2', '3']) {
    journeys.note(id, arn, { hop: 'settled', queue: 'shared-001', outcome: 'Success' })
    journeys.carried(id, [`a-${id}`, `b-${id}`])
  }
  assert.deepEqual(
    ['1', '2', '3', 'a-2', 'b-2', 'a-3', 'b-3'].map((id) => journeys.find(id)?.requestId),
    [undefined, '2', '3', undefined, '2', '3', '3'],
  )
})
