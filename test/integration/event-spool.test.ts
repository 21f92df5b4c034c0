import assert from 'node:assert/strict'
import { beforeEach, test } from 'node:test'
import { type Acceptance, type AsyncEvent, Spool } from '../../src/async-plane/async-plane.ts'
import { utf8 } from '../../src/base/bytes.ts'
import type { AccountId, Region, RequestId } from '../../src/base/identity.ts'
import { VirtualClock } from '../../src/base/virtual-clock.ts'
import { openMemoryEventQueues } from '../../src/engines/memory/event-queues.ts'
import { LinkLost, RemoteFailure } from '../../src/link/link.ts'

const full: Acceptance = {
  accepted: false,
  because: { exception: 'ServiceException', message: 'The event could not be kept: database or disk is full.' },
  notKept: true,
}
let clock: VirtualClock
let spool: Spool
let queues: ReturnType<typeof openMemoryEventQueues>
let taken: AsyncEvent[]
let complaints: unknown[]
let remote: (event: AsyncEvent) => Acceptance

beforeEach(() => {
  clock = new VirtualClock()
  queues = openMemoryEventQueues()
  taken = []
  complaints = []
  remote = (event) => (taken.push(event), { accepted: true })
  const parts = { clock, open: () => queues, complain: (error: unknown) => complaints.push(error) }
  spool = new Spool({ ...parts, remote: { accept: async (event) => remote(event) } })
})

const send = (id: string) =>
  spool.accept({
    account: '111111111111' as AccountId,
    region: 'us-east-1' as Region,
    functionName: 'f',
    requestId: id as RequestId,
    payload: utf8('{}'),
  })
const away = () => {
  throw new LinkLost('away')
}
const ids = () => taken.map(({ requestId }) => requestId)

test('while the other side is away events wait here, and go there with the age that they have', async () => {
  remote = away
  const acceptedAt = clock.now()
  assert.deepEqual(await send('a'), { accepted: true })
  await clock.advance(60_000)
  assert.equal(spool.depth, 1)
  remote = (event) => (taken.push(event), { accepted: true })
  await clock.advance(250)
  assert.deepEqual([ids(), taken[0]!.acceptedAt, spool.depth], [['a'], acceptedAt, 0])
})

test('what the other side refuses is refused; what it breaks at is no sign that it is away', async () => {
  const because = { exception: 'TooManyRequestsException' as const, message: 'Rate Exceeded.' }
  remote = () => ({ accepted: false, because })
  assert.deepEqual(await send('a'), { accepted: false, because })
  remote = () => {
    throw new RemoteFailure('TypeError: broken')
  }
  const answer = await send('b')
  assert.ok(!answer.accepted && answer.because.exception === 'ServiceException')
  assert.equal(spool.depth, 0)
})

test('what the other side has no room for is kept here; without room here either, the caller is told why', async () => {
  remote = () => full
  assert.deepEqual(await send('a'), { accepted: true })
  assert.equal(spool.depth, 1)
  const append = queues.append.bind(queues)
  queues.append = () => Promise.reject(new Error('database or disk is full'))
  assert.deepEqual(await send('b'), full)
  assert.equal(spool.depth, 1)
  queues.append = append
  remote = (event) => (taken.push(event), { accepted: true })
  await clock.advance(250)
  assert.deepEqual([ids(), spool.depth], [['a'], 0])
})

test('an event that the other side breaks at holds up no other, and is tried again', async () => {
  remote = away
  for (let at = 0; at < 100; at++) await send(`${at}`)
  let broken = true
  remote = (event) => {
    if (broken && Number(event.requestId) < 80) throw new RemoteFailure('TypeError: broken')
    taken.push(event)
    return { accepted: true }
  }
  await clock.advance(250)
  assert.deepEqual([taken.length, spool.depth, complaints.length], [20, 80, 80])
  broken = false
  await clock.advance(10_000)
  assert.deepEqual([taken.length, spool.depth], [100, 0])
})
