import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { connectAcceptor, openAsyncPlane, Spool, serveAcceptor } from '../../src/async-plane/async-plane.ts'
import { systemClock } from '../../src/base/clock.io.ts'
import type { AccountId, Region, RequestId } from '../../src/base/identity.ts'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { openSqliteEventQueues } from '../../src/engines/sqlite/event-queues.io.ts'
import type { LinkClient } from '../../src/link/link.ts'
import { openQueueFinder } from '../../src/queues/queues.ts'

/** A disk of four megabytes; where nobody may mount one, there is no such test. */
const disk = mkdtempSync(join(tmpdir(), 'roost-disk-'))
const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'tmpfs', disk]).status === 0
after(() => {
  if (mounted) spawnSync('umount', [disk])
  rmSync(disk, { recursive: true })
})

const complaints: unknown[] = []
const complain = (error: unknown) => complaints.push(error)
const openQueues = () => openSqliteEventQueues(join(disk, 'events.sqlite'), complain)

/** As in the product, but for the wire: the front door's side with its spool, and behind it the queues. */
function openBothSides(queues: ReturnType<typeof openQueues>) {
  const finder = openQueueFinder({ shared: 4, expressMax: 0 })
  const plane = openAsyncPlane({ catalog: openCatalog(), clock: systemClock, queues, finder, onAppended: () => {} })
  const { accept } = serveAcceptor(plane)
  const link = { call: (_, message) => accept(message, AbortSignal.timeout(10_000)) } as Pick<LinkClient, 'call'>
  const remote = connectAcceptor(link as LinkClient)
  const open = () => openSqliteEventQueues(join(disk, 'spool.sqlite'), complain)
  const spool = new Spool({ clock: systemClock, remote, open, complain })
  let sent = 0
  const send = async () => {
    const requestId = `r-${sent++}` as RequestId
    const payload = Buffer.from(JSON.stringify({ requestId, padding: 'x'.repeat(20_000) }))
    const scope = { account: '111111111111' as AccountId, region: 'us-east-1' as Region }
    return { requestId, answer: await spool.accept({ ...scope, functionName: `f${sent % 7}`, requestId, payload }) }
  }
  return { send, spool }
}

const idsIn = (queues: ReturnType<typeof openQueues>) =>
  queues.views().flatMap(({ queue }) => queues.ready(queue, { after: 0, max: 10_000 }).map(({ id }) => id))

test('a full disk: events are refused with its name, none is half accepted, and more are when there is room again', {
  skip: !mounted && 'no small disk can be mounted here (it takes root)',
}, async (t) => {
  const ballast = join(disk, 'ballast')
  writeFileSync(ballast, Buffer.alloc(1024 * 1024))
  const queues = openQueues()
  const { send, spool } = openBothSides(queues)
  const accepted: string[] = []
  let refused = 0
  while (refused < 20) {
    const { answer, requestId } = await send()
    if (answer.accepted) {
      accepted.push(requestId)
      continue
    }
    refused++
    assert.equal(answer.because.exception, 'ServiceException')
    assert.match(answer.because.message!, /^The event could not be kept: .*full/)
  }
  assert.equal(queues.views().reduce((sum, { depth }) => sum + depth, 0) + spool.depth, accepted.length)
  rmSync(ballast)
  for (let at = 0; at < 10; at++) {
    const { answer, requestId } = await send()
    assert.ok(answer.accepted, 'there is room again')
    accepted.push(requestId)
  }
  await spool.drain()
  await spool.close()
  queues.close()
  const again = openQueues()
  const ids = idsIn(again)
  again.close()
  t.diagnostic(`${accepted.length} accepted, ${refused} refused; ${accepted.length - new Set(ids).size} lost`)
  assert.deepEqual(new Set(ids), new Set(accepted))
  assert.equal(ids.length, accepted.length, 'each once')
})
