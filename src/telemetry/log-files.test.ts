import assert from 'node:assert/strict'
import { appendFileSync, globSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, test } from 'node:test'
import { systemClock } from '../base/clock.io.ts'
import { LogFiles } from './log-files.io.ts'
import type { LogQuery } from './telemetry.ts'

let directory: string
let logs: LogFiles
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'roost-logs-'))
  logs = open()
})
afterEach(async () => {
  await logs.close()
  rmSync(directory, { recursive: true, force: true })
})

const open = (limits = {}) => new LogFiles({ clock: systemClock, directory, ...limits })
const group = '/aws/lambda/f'
const say = (message: string, timestamp = 1000, stream = 's') => logs.append(group, stream, [{ timestamp, message }])

async function messages(query: Partial<LogQuery> = {}): Promise<string[]> {
  const { events } = await logs.events({ group, limit: 10_000, ...query })
  return events.map(({ message }) => message)
}

describe('what was written', () => {
  test('is read at once, in its order, whatever it contains', async () => {
    const odd = ['plain\n', 'two\nlines\n', 'tab\tand "quotes" and \\', 'ünï 😀\u2028', '']
    for (const message of odd) say(message)
    assert.deepEqual(await messages(), odd)
  })

  test('is there after a restart', async () => {
    say('before')
    await logs.close()
    logs = open()
    say('after')
    assert.deepEqual(await messages(), ['before', 'after'])
  })

  test('is whole after a crash in the midst of a write', async () => {
    say('whole')
    await logs.close()
    const [file] = globSync(join(directory, '*', '*.log'))
    appendFileSync(file!, '1000\t1000\ts\t"cut sho')
    logs = open()
    assert.deepEqual(await messages(), ['whole'])
    say('next')
    assert.deepEqual(await messages(), ['whole', 'next'])
  })

  test('is told apart by group, whatever groups are called', async () => {
    const names = ['/aws/lambda/f', '/aws/lambda/F', '/aws/lambda-f', '../../etc', 'x'.repeat(512), '.', 'a b/ü']
    for (const name of names) logs.append(name, 's', [{ timestamp: 1, message: name }])
    for (const name of names) assert.deepEqual(await messages({ group: name }), [name])
    assert.deepEqual(
      (await logs.groups()).map(({ name }) => name),
      names.toSorted(),
    )
    assert.deepEqual(
      (await logs.groups('/aws/lambda/')).map(({ name }) => name),
      ['/aws/lambda/F', '/aws/lambda/f'],
    )
    assert.equal(readdirSync(directory).length, names.length)
  })

  test('is written without being asked', async () => {
    say('soon')
    const size = () => globSync(join(directory, '*', '*.log')).reduce((sum, file) => sum + statSync(file).size, 0)
    const end = performance.now() + 5000
    while (size() === 0 && performance.now() < end) await systemClock.sleep(10)
    assert.ok(size() > 0)
  })
})

describe('a query', () => {
  test('asks by time, stream and pattern', async () => {
    say('early', 1000, 'a')
    say('ERROR middle', 2000, 'b/1')
    say('late', 3000, 'b/2')
    assert.deepEqual(await messages({ startTime: 2000 }), ['ERROR middle', 'late'])
    assert.deepEqual(await messages({ endTime: 2000 }), ['early', 'ERROR middle'])
    assert.deepEqual(await messages({ streams: ['a', 'b/2'] }), ['early', 'late'])
    assert.deepEqual(await messages({ streamPrefix: 'b/' }), ['ERROR middle', 'late'])
    assert.deepEqual(await messages({ pattern: 'ERROR' }), ['ERROR middle'])
    assert.deepEqual(await messages({ group: '/aws/lambda/nobody' }), [])
  })

  test('is answered page by page, and nothing comes twice or is missed', async () => {
    const all = Array.from({ length: 25 }, (_, n) => `line ${n}`)
    for (const message of all) say(message)
    const seen: string[] = []
    let token: string | undefined
    let pages = 0
    do {
      const page = await logs.events({ group, limit: 10, token })
      seen.push(...page.events.map(({ message }) => message))
      token = page.nextToken
      pages++
    } while (token !== undefined)
    assert.deepEqual(seen, all)
    assert.equal(pages, 3)
  })

  test('can follow: the last event seen is where the next answer begins', async () => {
    say('one')
    const { events } = await logs.events({ group, limit: 10 })
    say('two')
    assert.deepEqual(await messages({ token: events.at(-1)!.eventId }), ['two'])
  })

  test('that cannot be understood is refused', async () => {
    await assert.rejects(messages({ token: 'nonsense' }), /nextToken/)
    await assert.rejects(messages({ pattern: '{ $.a' }), /Invalid filter pattern/)
  })

  test('of streams tells when they began and ended', async () => {
    say('1', 1000, 'a')
    say('2', 5000, 'b')
    say('3', 2000, 'a')
    const streams = await logs.streams(group)
    assert.deepEqual(
      streams.map(({ name, firstEventTime, lastEventTime }) => [name, firstEventTime, lastEventTime]),
      [
        ['a', 1000, 2000],
        ['b', 5000, 5000],
      ],
    )
    assert.ok(streams.every(({ creationTime }) => Math.abs(creationTime - Date.now()) < 60_000))
  })
})

describe('bounds', () => {
  test('a group keeps its newest lines within its size', async () => {
    logs = open({ segmentBytesMax: 10_000, groupBytesMax: 50_000 })
    for (let n = 0; n < 200; n++) {
      say(`${n} ${'x'.repeat(900)}`)
      if (n % 5 === 0) await logs.flush()
    }
    const kept = await messages()
    const [{ storedBytes } = { storedBytes: 0 }] = await logs.groups()
    assert.ok(storedBytes <= 50_000 && storedBytes > 30_000, String(storedBytes))
    assert.match(kept.at(-1)!, /^199 /)
    assert.deepEqual(
      kept.map((message) => Number.parseInt(message, 10)),
      kept.map((_, at) => 200 - kept.length + at),
    )
  })

  test('a page that was pruned meanwhile goes on with what is left', async () => {
    logs = open({ segmentBytesMax: 5000, groupBytesMax: 20_000 })
    say('first')
    const { nextToken } = await logs.events({ group, limit: 1 })
    for (let n = 0; n < 50; n++) {
      say(`${n} ${'x'.repeat(900)}`)
      await logs.flush()
    }
    const { events } = await logs.events({ group, limit: 100, token: nextToken })
    assert.match(events.at(-1)!.message, /^49 /)
  })

  test('lines that cannot be written are counted, and nobody fails for it', async () => {
    const blocked = join(directory, 'file')
    writeFileSync(blocked, '')
    const failing = new LogFiles({ clock: systemClock, directory: blocked })
    failing.append(group, 's', [
      { timestamp: 1, message: 'a' },
      { timestamp: 1, message: 'b' },
    ])
    await failing.close()
    assert.equal(failing.lost, 2)
  })

  test('a disk that is too slow costs lines, not memory', async () => {
    const message = 'x'.repeat(100_000)
    for (let n = 0; n < 300; n++) say(message)
    assert.ok(logs.lost > 100, String(logs.lost))
    await logs.flush()
    say('afterwards')
    assert.equal((await messages()).at(-1), 'afterwards')
  })
})
