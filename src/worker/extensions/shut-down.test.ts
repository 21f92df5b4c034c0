import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../../base/virtual-clock.ts'
import type { EventPoll } from './extension.ts'
import { Extensions } from './extensions.ts'
import { shutDown, shutdownMs } from './shut-down.ts'
import { Starter } from './starter.ts'
import { Telemetry } from './telemetry/telemetry.ts'

/** An environment at its end; `log` has what happened, with the milliseconds since. */
function open(names: { external: string[]; internal?: string[] }) {
  const clock = new VirtualClock()
  let made = 0
  const extensions = new Extensions({ identify: () => `id-${made++}`, external: names.external })
  const log: string[] = []
  const note = (what: string) => void log.push(`${clock.tick()} ${what}`)
  for (const name of [...names.external, ...(names.internal ?? [])]) {
    const extension = extensions.register(name, name.startsWith('told') ? ['SHUTDOWN'] : ['INVOKE'])
    assert.ok('events' in extension)
    const poll: EventPoll = { deliver: (_id, event) => note(`${name} ${event}`), refuse: () => {} }
    extensions.ask(extension, poll)
  }
  const starter = new Starter(names.external.length)
  const listen = () => starter.ask({ deliver: (command) => (note(command), listen()) })
  listen()
  const runtimeGone = Promise.withResolvers<void>()
  const end = () => {
    const telemetry = new Telemetry({ clock })
    const parts = {
      clock,
      extensions,
      starter,
      telemetry,
      reason: 'spindown',
      runtimeGone: runtimeGone.promise,
    } as const
    return shutDown(parts).then(() => note('over'))
  }
  return { clock, extensions, log, runtimeGone, end }
}

test('Lambda gives two seconds where there are external extensions, half a second for internal ones, else none', () => {
  assert.equal(shutdownMs(open({ external: ['a'], internal: ['b'] }).extensions), 2000)
  assert.equal(shutdownMs(open({ external: [], internal: ['b'] }).extensions), 500)
  assert.equal(shutdownMs(open({ external: [] }).extensions), 0)
})

test('who does not end by himself is ended: the runtime after three tenths, extensions at the end', async () => {
  const { clock, log, end } = open({ external: ['told', 'untold'] })
  const deadlineMs = clock.now() + 2000
  const ended = end()
  await clock.advance(3000)
  await ended
  const event = JSON.stringify({ eventType: 'SHUTDOWN', shutdownReason: 'spindown', deadlineMs })
  assert.deepEqual(log, ['0 terminate', '600 kill runtime', `600 told ${event}`, '600 kill 1', '2000 over'])
})

test('it is over as soon as all have ended', async () => {
  const { clock, extensions, log, runtimeGone, end } = open({ external: ['told'] })
  const ended = end()
  await clock.advance(10)
  runtimeGone.resolve()
  await clock.advance(10)
  extensions.exited(extensions.external[0]!, { status: 0 })
  await clock.advance(10)
  await ended
  assert.equal(log.at(-1), '20 over')
})
