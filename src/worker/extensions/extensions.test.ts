import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import type { EnvironmentLog } from '../environment-log.ts'
import type { EventPoll, Extension } from './extension.ts'
import { Extensions } from './extensions.ts'
import { findUnlaunchable } from './party.ts'

const head = { requestId: 'r', deadlineMs: 5.7, invokedArn: 'arn', traceId: 'Root=1' }

function open(...external: string[]) {
  let made = 0
  return new Extensions({ identify: () => `id-${made++}`, external })
}

class Poll implements EventPoll {
  heard: Record<string, unknown>[] = []
  refused: string[] = []
  deliver(_eventId: string, event: string) {
    this.heard.push(JSON.parse(event) as Record<string, unknown>)
  }
  refuse({ errorMessage }: { errorMessage: string }) {
    this.refused.push(errorMessage)
  }
}

function register(extensions: Extensions, name: string, ...events: string[]): Extension {
  const extension = extensions.register(name, events)
  assert.ok(!('status' in extension), JSON.stringify(extension))
  return extension
}

/** Whether it has resolved by now. */
async function settled(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending')
  await new Promise((resolve) => setImmediate(resolve))
  return (await Promise.race([promise, Promise.resolve(pending)])) !== pending
}

test('the runtime may start once every external extension has registered', async () => {
  const extensions = open('a', 'b')
  const registered = extensions.registered()
  register(extensions, 'a', 'INVOKE')
  assert.equal(await settled(registered), false)
  register(extensions, 'b')
  assert.equal(await settled(registered), true)
})

test('the init phase is over once all have asked for an event, internal ones too', async () => {
  const extensions = open('a')
  const [a, inner] = [register(extensions, 'a'), register(extensions, 'inner', 'INVOKE')]
  const ready = extensions.ready()
  extensions.ask(a, new Poll())
  assert.equal(await settled(ready), false)
  extensions.ask(inner, new Poll())
  assert.equal(await settled(ready), true)
})

test('only those hear of invocations who asked for them, and only they are awaited', async () => {
  const extensions = open('a', 'b')
  const polls = [new Poll(), new Poll()] as const
  const a = register(extensions, 'a', 'INVOKE')
  extensions.ask(a, polls[0])
  extensions.ask(register(extensions, 'b', 'SHUTDOWN'), polls[1])
  const done = extensions.invoke(head)
  const tracing = { type: 'X-Amzn-Trace-Id', value: 'Root=1' }
  const event = { eventType: 'INVOKE', deadlineMs: 5, requestId: 'r', invokedFunctionArn: 'arn', tracing }
  assert.deepEqual([polls[0].heard, polls[1].heard], [[event], []])
  assert.equal(await settled(done), false)
  extensions.ask(a, new Poll())
  assert.equal(await settled(done), true)
})

test('an event that came while the connection was broken is there when it is asked for again', async () => {
  const extensions = open('a')
  const a = register(extensions, 'a', 'INVOKE')
  const broken = new Poll()
  extensions.ask(a, broken)
  a.forget(broken)
  const done = extensions.invoke(head)
  assert.equal(await settled(done), false)
  const again = new Poll()
  assert.equal(extensions.ask(a, again), undefined)
  assert.equal(again.heard.length, 1)
  assert.equal(await settled(done), false)
  extensions.ask(a, new Poll())
  assert.equal(await settled(done), true)
})

test('what comes at the wrong time is refused in words of the Extensions API', () => {
  const extensions = open('a')
  const refusal = (answer: unknown) =>
    answer && `${(answer as { errorType: string }).errorType}: ${(answer as { errorMessage: string }).errorMessage}`
  const a = register(extensions, 'a', 'INVOKE')
  const wrong = (from: string, to: string, who: string) =>
    `Extension.InvalidExtensionState: State transition from ${from} to ${to} failed for extension ${who}. Error: State transition is not allowed`
  assert.equal(refusal(extensions.register('a', [])), wrong('Registered', 'Registered', 'a'))
  extensions.ask(a, new Poll())
  assert.equal(refusal(extensions.ask(a, new Poll())), wrong('Ready', 'Ready', a.id))
  assert.equal(refusal(extensions.fail(a, 'InitError', 'x')), wrong('Ready', 'InitError', a.id))
  assert.equal(
    refusal(extensions.register('i', ['SHUTDOWN'])),
    'Extension.InvalidEventType: SHUTDOWN: ShutdownEventNotSupportedForInternalExtension',
  )
  assert.equal(refusal(extensions.register('i', ['LUNCH'])), 'Extension.InvalidEventType: LUNCH: ErrorInvalidEventType')
  assert.equal(refusal(extensions.find('nobody')), 'Extension.UnknownExtensionIdentifier: Unknown extension nobody')
  for (let made = 1; made < 10; made++) register(extensions, `inner-${made}`)
  assert.equal(
    refusal(extensions.register('inner-1', [])),
    'Extension.InvalidExtensionState: Extension with this name already registered',
  )
  assert.equal(
    refusal(extensions.register('inner-10', [])),
    'Extension.TooManyExtensions: Extension limit (10) reached',
  )
  extensions.closeRegistration()
  assert.equal(
    refusal(extensions.register('late', [])),
    'Extension.RegistrationClosed: Extension registration closed already',
  )
})

test('an end that nobody asked for is a failure, by the name that the extension gave it before', async () => {
  for (const [phase, errorType] of [
    [undefined, 'Extension.Crash'],
    ['InitError', 'Extension.InitError'],
    ['ExitError', 'Extension.ExitError'],
  ] as const) {
    const extensions = open('a')
    const a = register(extensions, 'a', 'INVOKE')
    if (phase) extensions.fail(a, phase, 'Extension.<script>')
    assert.equal(a.errorType, phase && `Extension.${phase}`)
    extensions.exited(a, { status: 2 })
    assert.deepEqual(await extensions.failure, { errorType, words: 'exit status 2' })
  }
})

test('at the end those are told who asked for it, and nobody fails by ending', async () => {
  const extensions = open('a', 'b', 'c')
  const poll = new Poll()
  const [a, b] = [register(extensions, 'a', 'SHUTDOWN'), register(extensions, 'b', 'INVOKE')]
  extensions.ask(a, poll)
  const { told, untold } = extensions.shutDown('spindown', 7.9)
  assert.deepEqual([told.map(({ name }) => name), untold.map(({ name }) => name)], [['a'], ['b', 'c']])
  assert.deepEqual(poll.heard, [{ eventType: 'SHUTDOWN', shutdownReason: 'spindown', deadlineMs: 7 }])
  const gone = extensions.gone(told)
  extensions.exited(b, { signal: 'SIGKILL' })
  assert.equal(await settled(gone), false)
  extensions.exited(a, { status: 0 })
  assert.equal(await settled(gone), true)
  assert.equal(await settled(extensions.failure), false)
})

test('the eleventh extension, or one that is no program, cannot be launched', () => {
  const notes: unknown[] = []
  const log = { noted: (note: unknown) => void notes.push(note) } as unknown as EnvironmentLog
  const names = Array.from({ length: 11 }, (_, number) => `e${number}`)
  assert.equal(
    findUnlaunchable(names.slice(0, 10), () => true, log),
    undefined,
  )
  assert.equal(findUnlaunchable(names, () => true, log)?.words, 'ErrTooManyExtensions')
  const inert = findUnlaunchable(names, (name) => name !== 'e3', log)
  assert.deepEqual(
    [inert?.errorType, inert?.words],
    ['Extension.LaunchError', 'fork/exec /opt/extensions/e3: permission denied'],
  )
  const launchError = { what: 'extension', state: 'LaunchError', events: [] }
  assert.deepEqual(notes, [
    { ...launchError, name: 'e10', errorType: 'TooManyExtensions' },
    { ...launchError, name: 'e3', errorType: 'PermissionDenied' },
  ])
})

test('whatever extensions do, each invocation is told once to each, and ends when all asked again', async () => {
  const step = fc.record({ who: fc.nat(2), act: fc.constantFrom('ask', 'forget', 'error') })
  await fc.assert(
    fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
      const extensions = open('a', 'b', 'c')
      const all = ['a', 'b', 'c'].map((name) => register(extensions, name, 'INVOKE'))
      const polls = all.map(() => new Poll())
      const last = [...polls]
      const ask = (who: number) => {
        const poll = new Poll()
        poll.heard = polls[who]!.heard
        if (!extensions.ask(all[who]!, poll)) last[who] = poll
      }
      for (const who of all.keys()) ask(who)
      const done = extensions.invoke(head)
      for (const { who, act } of steps) {
        if (act === 'ask') ask(who)
        else if (act === 'forget') all[who]!.forget(last[who]!)
        else extensions.fail(all[who]!, 'InitError', 'Extension.No')
      }
      assert.equal(
        await settled(done),
        all.every((each) => each.state === 'Ready'),
      )
      for (const { heard } of polls) assert.ok(heard.length === 1)
    }),
    { numRuns: 50 },
  )
})
