import assert from 'node:assert/strict'
import { test } from 'node:test'
import { EventWorld, failed, well } from './event-world.ts'

const minute = 60_000
const hour = 60 * minute

test('a process that is stopped for longer than its lease settles nothing when it is back, and begins nothing', async (t) => {
  const world = new EventWorld()
  const one = world.start('one')
  world.act = (_, clock) => clock.sleep(1_000).then(() => well)
  for (let at = 0; at < 200; at++) await one.send(`f${at % 10}`)
  await world.clock.advance(500)
  one.stop()
  const inFlight = world.runs.length
  const other = world.start('other')
  await world.clock.advance(20_000)
  assert.ok(
    world.runs.some(({ by }) => by === 'other'),
    'another goes on',
  )
  const runsBefore = world.runs.filter(({ by }) => by === 'one').length
  const fences = new Set(world.settlements.filter(({ by }) => by === 'other').map(({ fence }) => fence))
  await one.resume()
  await world.clock.advance(5 * minute)
  const late = world.settlements.filter(({ by }) => by === 'one')
  t.diagnostic(
    `${world.accepted.length} accepted, ${world.lost()} lost, ${world.duplicates} run twice; ${late.length} settlements tried late`,
  )
  assert.ok(
    late.every(({ fence, kept }) => !kept || fences.has(fence)),
    'no settlement with an old fence is kept',
  )
  assert.equal(late.filter(({ kept }) => kept).length, 0)
  assert.equal(world.runs.filter(({ by }) => by === 'one').length, runsBefore, 'it begins nothing that is not its own')
  assert.deepEqual([world.lost(), world.depth], [0, 0])
  assert.ok(world.duplicates <= inFlight, 'only what was in flight runs twice')
  await other.pollers.close()
})

test('a process that was stopped, while nobody took its place, goes on as if nothing had been', async () => {
  const world = new EventWorld()
  const one = world.start('one')
  world.act = (_, clock) => clock.sleep(1_000).then(() => well)
  for (let at = 0; at < 50; at++) await one.send(`f${at % 5}`)
  await world.clock.advance(500)
  one.stop()
  await world.clock.advance(hour)
  await one.resume()
  await world.clock.advance(minute)
  assert.deepEqual([world.lost(), world.duplicates, world.depth], [0, 0, 0])
})

for (const jumpMs of [hour, -hour])
  test(`a clock that jumps by ${jumpMs / hour} h loses nothing, runs nothing twice, and puts off no retry`, async (t) => {
    const world = new EventWorld()
    const one = world.start('one')
    const attempts = new Map<string, number>()
    world.act = ({ requestId }, clock) => {
      const attempt = (attempts.get(requestId) ?? 0) + 1
      attempts.set(requestId, attempt)
      return clock.sleep(2_000).then(() => (attempt === 1 && Number(requestId.slice(2)) % 2 === 0 ? failed : well))
    }
    for (let at = 0; at < 100; at++) await one.send(`f${at % 10}`)
    await world.clock.advance(10_000)
    world.clock.jump(jumpMs)
    for (let at = 0; at < 100; at++) await one.send(`f${at % 10}`)
    // A retry is put off by a minute; found out to be too late, by two.
    await world.clock.advance(4 * minute)
    const failures = world.accepted.filter((id) => Number(id.slice(2)) % 2 === 0).length
    t.diagnostic(
      `${world.accepted.length} accepted, ${world.lost()} lost, ${world.duplicates - failures} run once too often`,
    )
    assert.deepEqual([world.lost(), world.duplicates, world.depth], [0, failures, 0])
    await one.pollers.close()
  })

test('leases of a process that died before the clock went back hold nobody up', async () => {
  const world = new EventWorld()
  const one = world.start('one')
  world.act = (_, clock) => clock.sleep(1_000).then(() => well)
  for (let at = 0; at < 20; at++) await one.send('f')
  await world.clock.advance(500)
  one.kill()
  world.clock.jump(-hour)
  const other = world.start('other')
  await world.clock.advance(minute)
  assert.deepEqual([world.lost(), world.depth], [0, 0])
  await other.pollers.close()
})

test('a function that is deleted while its queue is full: each of its events is counted, and others run', async (t) => {
  const world = new EventWorld()
  const one = world.start('one')
  let deleted = false
  world.act = ({ functionName }, clock) => {
    if (deleted && functionName === 'gone')
      return { ran: false, because: { exception: 'ResourceNotFoundException', message: 'Function not found: gone' } }
    return clock.sleep(1_000).then(() => well)
  }
  for (let at = 0; at < 1_000; at++) await one.send(at % 10 === 0 ? 'stays' : 'gone')
  await world.clock.advance(1_500)
  deleted = true
  await world.clock.advance(5 * minute)
  const { dropped, succeeded } = one.pollers.counts
  t.diagnostic(`${world.accepted.length} accepted, ${succeeded} succeeded, ${dropped} dropped`)
  assert.deepEqual([dropped + succeeded, world.complaints.length, world.depth], [1_000, dropped, 0])
  assert.ok(dropped > 0 && succeeded > 100)
  await one.pollers.close()
})

test('a function that is turned off while its queue is full: each event is told of once', async (t) => {
  const world = new EventWorld()
  const one = world.start('one')
  world.act = (_, clock) => clock.sleep(1_000).then(() => well)
  for (let at = 0; at < 500; at++) await one.send('f')
  await world.clock.advance(1_500)
  world.reserve('f', 0)
  await world.clock.advance(5 * minute)
  const told = world.outcomes.map(({ event }) => event.requestId)
  t.diagnostic(`${world.accepted.length} accepted, ${world.lost('ZeroReservedConcurrency')} ran before`)
  assert.deepEqual([told.length, new Set(told).size, world.depth], [500, 500, 0])
  assert.ok(world.outcomes.some(({ condition }) => condition === 'ZeroReservedConcurrency'))
  await one.pollers.close()
})

test('a function that takes longer than the lease, and longer again, runs once and has succeeded', async () => {
  const world = new EventWorld()
  const one = world.start('one')
  const other = world.start('other')
  world.act = (_, clock) => clock.sleep(15 * minute).then(() => well)
  for (let at = 0; at < 8; at++) await one.send(`f${at}`)
  await world.clock.advance(16 * minute)
  assert.deepEqual([world.lost(), world.duplicates, world.depth], [0, 0, 0])
  await one.pollers.close()
  await other.pollers.close()
})

/** How long the slowest event of a thousand calm functions waits, one a millisecond. */
async function calmDelays(world: EventWorld, flood: number): Promise<number> {
  const process = world.start('one', { shared: 16, express: 100 })
  world.act = (_, clock) => clock.sleep(20).then(() => well)
  for (let at = 0; at < flood; at++) await process.send('flood', `flood-${at}`)
  const sentAt = new Map<string, number>()
  for (let at = 0; at < 1_000; at++) {
    const id = `calm-${at}`
    sentAt.set(id, world.clock.tick())
    await process.send(`calm-${at}`, id)
    await world.clock.advance(1)
  }
  await world.clock.advance(minute)
  const waits = world.runs.flatMap(({ atMs, id }) => (sentAt.has(id) ? atMs - sentAt.get(id)! : []))
  assert.equal(waits.length, 1_000)
  assert.equal(world.lost(), Math.max(0, world.depth))
  await process.pollers.close()
  return Math.max(...waits)
}

test('one of a thousand functions that floods delays the others by less than one of its own attempts', async (t) => {
  const alone = await calmDelays(new EventWorld(), 0)
  const flooded = await calmDelays(new EventWorld(), 10_000)
  t.diagnostic(`the slowest of the others runs after ${alone} ms alone, ${flooded} ms beside a flood of 10,000`)
  assert.ok(flooded <= alone + 20)
})
