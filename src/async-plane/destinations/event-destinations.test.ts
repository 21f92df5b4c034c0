import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { utf8 } from '../../base/bytes.ts'
import type { AccountId, Region, RequestId } from '../../base/identity.ts'
import { SeededRandom } from '../../base/random.ts'
import { VirtualClock } from '../../base/virtual-clock.ts'
import { openCatalog } from '../../catalog/catalog.ts'
import { qualifiedKey } from '../../lambda/keys.ts'
import type { EventOutcome } from '../outcome.ts'
import { EventDestinations } from './event-destinations.ts'
import type { Parcel } from './target.ts'

const scope = { account: '111111111111' as AccountId, region: 'us-east-1' as Region }
const places = { OnSuccess: { Destination: 'the-good' }, OnFailure: { Destination: 'the-bad' } }
const outcomeOf = (condition: EventOutcome['condition'], qualifier?: string): EventOutcome => ({
  event: { ...scope, requestId: 'r-1' as RequestId, functionName: 'f', qualifier, payload: utf8('{}') },
  condition,
  attempts: 1,
})

let clock: VirtualClock
let failures: number
let sent: { arn: string; parcel: Parcel; atMs: number }[]
let complaints: Error[]
let destinations: EventDestinations

beforeEach(() => {
  clock = new VirtualClock()
  failures = 0
  sent = []
  complaints = []
  const catalog = openCatalog()
  const started = clock.now()
  catalog.apply([
    {
      kind: 'event-invoke-config',
      key: qualifiedKey(scope, 'f', '$LATEST'),
      revision: 1,
      value: { ...scope, functionName: 'f', qualifier: '$LATEST', configuration: { DestinationConfig: places } },
    },
  ] as unknown as Parameters<typeof catalog.apply>[0])
  destinations = new EventDestinations({
    catalog,
    clock,
    random: new SeededRandom('destinations'),
    complain: (error) => void complaints.push(error as Error),
    target: {
      async send(arn, parcel) {
        sent.push({ arn, parcel, atMs: clock.now() - started })
        if (failures-- > 0) throw new Error('it is away')
        await Promise.resolve()
      },
    },
  })
})

test('successes and failures go to their own places', async () => {
  for (const condition of ['Success', 'RetriesExhausted', 'EventAgeExceeded', 'ZeroReservedConcurrency'] as const)
    await destinations.deliver(outcomeOf(condition))
  assert.deepEqual(
    sent.map(({ arn }) => arn),
    ['the-good', 'the-bad', 'the-bad', 'the-bad'],
  )
  assert.deepEqual(destinations.counts, { delivered: 4, failed: 0 })
})

test('an alias without a configuration of its own tells nobody', async () => {
  await destinations.deliver(outcomeOf('Success', 'live'))
  assert.deepEqual(sent, [])
})

test('a place that is away for a moment is told later, the same words', async () => {
  failures = 2
  const delivered = destinations.deliver(outcomeOf('Success'))
  await clock.advance(60_000)
  await delivered
  assert.equal(sent.length, 3)
  assert.ok(sent[1]!.atMs >= 100 && sent[2]!.atMs > sent[1]!.atMs, JSON.stringify(sent.map(({ atMs }) => atMs)))
  assert.equal(new Set(sent.map(({ parcel }) => parcel.body)).size, 1)
  assert.deepEqual([destinations.counts, complaints], [{ delivered: 1, failed: 0 }, []])
})

test('a place that stays away is given up after four attempts, counted and complained of by name', async () => {
  failures = Number.POSITIVE_INFINITY
  const delivered = destinations.deliver(outcomeOf('RetriesExhausted'))
  await clock.advance(60_000)
  await delivered
  assert.equal(sent.length, 4)
  assert.deepEqual(destinations.counts, { delivered: 0, failed: 1 })
  assert.deepEqual(
    complaints.map(({ message }) => message),
    ['RetriesExhausted of event r-1 could not be told to the-bad'],
  )
})
