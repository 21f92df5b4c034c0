import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { RequestId } from '../base/identity.ts'
import { VirtualClock } from '../base/virtual-clock.ts'
import type { Hop } from '../telemetry/telemetry.ts'
import type { Created, EnvironmentSpec, Worker } from '../worker/worker.ts'
import { chooseWorker } from './choose-worker.ts'
import { openPlacement } from './placement.ts'

const spec = (memoryMb: number) => ({ key: 'f', memoryMb }) as EnvironmentSpec

/** A worker that answers as it is told; its memory is noted late, as real ones do. */
function worker(totalMb: number, create: () => Promise<Created> = () => new Promise(() => {})) {
  const asked: number[] = []
  const one = {
    capacity: { totalMb, reservedMb: () => 0 },
    create: (wanted: EnvironmentSpec) => (asked.push(wanted.memoryMb), create()),
  }
  return { asked, worker: one as unknown as Worker }
}

test('memory is promised from the choice on: two starts at once never share it', async () => {
  const one = worker(256)
  const placement = openPlacement(new VirtualClock(), { one: one.worker })
  void placement.place(spec(128))
  void placement.place(spec(128))
  assert.equal(await placement.place(spec(128)), 'full')
  assert.deepEqual(one.asked, [128, 128])
})

test('memory comes back when a start is refused and when an environment is gone', async () => {
  let gone = () => {}
  const environment = { onGone: (listener: () => void) => (gone = listener) }
  const answers: Created[] = [
    { created: false, because: { exception: 'ServiceException', message: 'no' } },
    { created: true, environment: environment as never },
  ]
  const one = worker(128, () => Promise.resolve(answers.shift()!))
  const placement = openPlacement(new VirtualClock(), { one: one.worker })
  await placement.place(spec(128))
  await placement.place(spec(128))
  assert.equal(await placement.place(spec(128)), 'full')
  gone()
  assert.notEqual(await Promise.race([placement.place(spec(128)), Promise.resolve('asked')]), 'full')
})

test('a worker that fails time and again is left alone for a while, and others do its work', async () => {
  const clock = new VirtualClock()
  const ill = worker(1024, () => Promise.reject(new Error('fork failed')))
  const well = worker(512)
  const placement = openPlacement(clock, { ill: ill.worker, well: well.worker })
  for (let at = 0; at < 3; at++) {
    const placed = await placement.place(spec(64))
    assert.ok(placed !== 'full' && !placed.created)
    assert.match(placed.because.message!, /fork failed/)
  }
  void placement.place(spec(64))
  assert.deepEqual([ill.asked.length, well.asked.length], [3, 1])
  await clock.advance(1000)
  await placement.place(spec(64))
  assert.equal(ill.asked.length, 4)
})

test('the journey hears where it was placed', async () => {
  const notes: [Hop, string | undefined][] = []
  const journey = { requestId: 'r' as RequestId, hop: (hop: Hop, note?: string) => void notes.push([hop, note]) }
  void openPlacement(new VirtualClock(), { here: worker(128).worker }).place(spec(128), journey)
  assert.deepEqual(notes, [['placed', 'here']])
})

test('a chosen host is healthy, has the memory, and none has more', () => {
  const host = fc.record({
    totalMb: fc.integer({ min: 128, max: 4096 }),
    reservedMb: fc.nat(4096),
    healthy: fc.boolean(),
  })
  fc.assert(
    fc.property(fc.array(host, { maxLength: 6 }), fc.integer({ min: 128, max: 10_240 }), (hosts, memoryMb) => {
      const chosen = chooseWorker(hosts, memoryMb)
      const fits = hosts.filter((one) => one.healthy && one.totalMb - one.reservedMb >= Math.min(memoryMb, one.totalMb))
      if (!chosen) return assert.equal(fits.length, 0)
      assert.ok(fits.includes(chosen))
      assert.ok(fits.every((one) => one.totalMb - one.reservedMb <= chosen.totalMb - chosen.reservedMb))
    }),
  )
})
