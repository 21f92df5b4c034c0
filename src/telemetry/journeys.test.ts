import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { RequestId } from '../base/identity.ts'
import { VirtualClock } from '../base/virtual-clock.ts'
import { RecentJourneys } from './journeys.ts'

const id = (n: number) => `request-${n}` as RequestId

test('a journey tells its hops with their times and notes, in the order in which they came', async () => {
  const clock = new VirtualClock(1_700_000_000_000)
  const journeys = new RecentJourneys(clock)
  const journey = journeys.begin(id(1), 'sync', 'arn:f')
  journey.hop('received')
  await clock.advance(2)
  journey.hop('assigned', 'environment 7')
  await clock.advance(1)
  journey.hop('counted')
  journey.hop('received', 'again')
  journeys.end(journey, 'success')
  assert.deepEqual(journeys.find(id(1)), {
    requestId: id(1),
    way: 'sync',
    functionArn: 'arn:f',
    startedAt: '2023-11-14T22:13:20.000Z',
    outcome: 'success',
    hops: [
      { hop: 'received', atMs: 0 },
      { hop: 'assigned', atMs: 2, note: 'environment 7' },
      { hop: 'counted', atMs: 3 },
    ],
  })
})

test('the newest come first, and the oldest are forgotten', () => {
  const journeys = new RecentJourneys(new VirtualClock(), 3)
  for (let n = 1; n <= 5; n++) journeys.begin(id(n), 'sync', 'arn:f').hop('received')
  const seen = (count: number) => journeys.recent(count).map((view) => view.requestId)
  assert.deepEqual(seen(2), [id(5), id(4)])
  assert.deepEqual(seen(10), [id(5), id(4), id(3)])
  assert.equal(journeys.find(id(2)), undefined)
  assert.ok(journeys.find(id(3)))
})

test('what comes late of a forgotten journey is not written to the one in its place', () => {
  const journeys = new RecentJourneys(new VirtualClock(), 1)
  const first = journeys.begin(id(1), 'sync', 'arn:f')
  journeys.begin(id(2), 'sync', 'arn:f')
  first.hop('answered')
  journeys.end(first, 'late')
  assert.deepEqual(journeys.find(id(2))?.hops, [])
  assert.equal(journeys.find(id(2))?.outcome, '')
})

test('a retried request is found by its last attempt, also when the first is forgotten', () => {
  const journeys = new RecentJourneys(new VirtualClock(), 2)
  journeys.end(journeys.begin(id(1), 'event', 'arn:f'), 'first')
  journeys.end(journeys.begin(id(1), 'event', 'arn:f'), 'second')
  assert.equal(journeys.find(id(1))?.outcome, 'second')
  journeys.begin(id(2), 'event', 'arn:f')
  assert.equal(journeys.find(id(1))?.outcome, 'second')
})
