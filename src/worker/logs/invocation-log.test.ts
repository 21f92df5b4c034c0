import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import { text, utf8 } from '../../base/bytes.ts'
import type { AccountId, Region } from '../../base/identity.ts'
import { VirtualClock } from '../../base/virtual-clock.ts'
import type { InvocationReport } from '../environment-log.ts'
import type { EnvironmentSpec, LoggingSettings } from '../worker.ts'
import { InvocationLog } from './invocation-log.ts'
import { bytesPerSecondMax } from './line-rate.ts'
import { eventBytesMax, LineSplitter } from './line-splitter.ts'

const logging: LoggingSettings = {
  format: 'Text',
  group: '/aws/lambda/f',
  applicationLevel: 'INFO',
  systemLevel: 'INFO',
}
const spec: EnvironmentSpec = {
  key: 'k',
  account: '000000000000' as AccountId,
  region: 'us-east-1' as Region,
  functionName: 'f',
  version: '$LATEST',
  runtime: 'python3.13',
  handler: 'h.h',
  memoryMb: 128,
  timeoutMs: 3000,
  tmpMb: 512,
  variables: {},
  code: { kind: 'folder', path: '/' },
  layers: [],
  logging,
  initialization: 'on-demand',
  role: 'r',
}
const requestId = 'c0ffee00-0000-4000-8000-000000000001'
const report: InvocationReport = { durationMs: 3.0149, maxMemoryMb: 36, status: 'success' }

function open(more: Partial<EnvironmentSpec> = {}) {
  const clock = new VirtualClock()
  const messages: string[] = []
  const sink = {
    append: (_g: string, _s: string, events: readonly { message: string }[]) =>
      void messages.push(...events.map((e) => e.message)),
  }
  const log = new InvocationLog({ clock, sink, spec: { ...spec, ...more }, stream: 's', runtimeVersion: 'python:3.13' })
  return { clock, log, messages, begin: (tail = false) => log.started({ requestId, traceId: '', tail }) }
}

describe('text', () => {
  test('a first invocation is told from INIT_START to REPORT, with the init phase billed', () => {
    const { log, messages, begin } = open()
    log.initEnded({ phase: 'init', durationMs: 110.1, status: 'success' })
    begin()
    log.line('stdout', 'hello')
    log.ended({ ...report, initDurationMs: 110.1 })
    assert.deepEqual(messages, [
      'INIT_START Runtime Version: python:3.13\tRuntime Version ARN: arn:aws:lambda:us-east-1::runtime:python:3.13\n',
      `START RequestId: ${requestId} Version: $LATEST\n`,
      'hello\n',
      `END RequestId: ${requestId}\n`,
      `REPORT RequestId: ${requestId}\tDuration: 3.01 ms\tBilled Duration: 114 ms\tMemory Size: 128 MB\tMax Memory Used: 36 MB\tInit Duration: 110.10 ms\t\n`,
    ])
  })

  test('a warm invocation is billed by whole milliseconds, one at the least', () => {
    const { log, messages, begin } = open()
    for (const [durationMs, billed] of [
      [0, 1],
      [0.2, 1],
      [1, 1],
      [3.0149, 4],
    ] as const) {
      begin()
      log.ended({ ...report, durationMs })
      assert.match(messages.at(-1)!, new RegExp(`\tBilled Duration: ${billed} ms\t.*MB\t\n$`))
    }
  })

  test('a provisioned environment tells its init phase, and does not bill it to the first caller', () => {
    const { log, messages, begin } = open({ initialization: 'provisioned-concurrency' })
    log.initEnded({ phase: 'init', durationMs: 50, status: 'success' })
    assert.equal(messages.at(-1), 'INIT_REPORT Init Duration: 50.00 ms\tPhase: init\n')
    begin()
    log.ended({ ...report, initDurationMs: 50 })
    assert.match(messages.at(-1)!, /Billed Duration: 4 ms.*Init Duration: 50\.00 ms\t\n$/)
  })

  test('a timeout has its line before END, and its status in REPORT', () => {
    const { clock, log, messages, begin } = open()
    begin()
    const words = 'Task timed out after 3.00 seconds'
    log.ended({ ...report, durationMs: 3000, status: 'timeout', errorType: 'Sandbox.Timedout', words })
    const [line, end, last] = messages.slice(-3)
    assert.equal(line, `${new Date(clock.now()).toISOString()} ${requestId} ${words}\n\n`)
    assert.equal(end, `END RequestId: ${requestId}\n`)
    assert.match(last!, /\tDuration: 3000\.00 ms\tBilled Duration: 3000 ms\t.*\tStatus: timeout\n$/)
  })

  test('a crash says what the runtime ended with', () => {
    const { log, messages, begin } = open()
    log.initEnded({ phase: 'init', durationMs: 5, status: 'error', errorType: 'Runtime.ExitError' })
    assert.equal(
      messages.at(-1),
      'INIT_REPORT Init Duration: 5.00 ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError\n',
    )
    begin()
    const words = 'Runtime exited with error: exit status 1'
    log.ended({ ...report, status: 'error', errorType: 'Runtime.ExitError', words })
    assert.equal(messages.at(-3), `RequestId: ${requestId} Error: ${words}\nRuntime.ExitError\n`)
    assert.match(messages.at(-1)!, /\tStatus: error\tError Type: Runtime\.ExitError\n$/)
  })

  test("a function's own exception is no status of the platform", () => {
    const { log, messages, begin } = open()
    begin()
    log.ended({ ...report, status: 'error', errorType: 'ValueError' })
    assert.doesNotMatch(messages.at(-1)!, /Status/)
  })
})

describe('JSON', () => {
  const json = (more: Partial<LoggingSettings> = {}) => ({ logging: { ...logging, format: 'JSON' as const, ...more } })
  const types = (messages: string[]) => messages.map((message) => (JSON.parse(message) as { type?: string }).type)

  test('the platform speaks in records, as many as the system log level lets through', () => {
    const told = {
      DEBUG: ['initStart', 'initRuntimeDone', 'initReport', 'start', 'runtimeDone', 'report'],
      INFO: ['initStart', 'start', 'report'],
      WARN: [],
    }
    for (const [systemLevel, names] of Object.entries(told)) {
      const { log, messages, begin } = open(json({ systemLevel: systemLevel as keyof typeof told }))
      log.initEnded({ phase: 'init', durationMs: 5, status: 'success' })
      begin()
      log.ended(report)
      assert.deepEqual(
        types(messages),
        names.map((name) => `platform.${name}`),
      )
    }
  })

  test('failures are told at every level', () => {
    const { log, messages, begin } = open(json({ systemLevel: 'WARN' }))
    begin()
    log.ended({ ...report, status: 'timeout', errorType: 'Sandbox.Timedout', words: 'Task timed out' })
    assert.deepEqual(types(messages), [undefined, 'platform.runtimeDone', 'platform.report'])
  })

  test('the report carries the figures', () => {
    const { clock, log, messages, begin } = open(json())
    begin()
    log.ended({ ...report, durationMs: 3.01494, initDurationMs: 110.1 })
    assert.deepEqual(JSON.parse(messages.at(-1)!), {
      time: new Date(clock.now()).toISOString(),
      type: 'platform.report',
      record: {
        requestId,
        status: 'success',
        metrics: {
          durationMs: 3.015,
          billedDurationMs: 114,
          memorySizeMB: 128,
          maxMemoryUsedMB: 36,
          initDurationMs: 110.1,
        },
      },
    })
  })

  test('lines of custom runtimes are filtered by their level, and INFO where they have none', () => {
    const lines = ['{"level":"debug","message":"d"}', '{"level":"WARN"}', 'plain', '{broken']
    const passed = (applicationLevel: LoggingSettings['applicationLevel'], runtime: string) => {
      const { log, messages } = open({ ...json({ applicationLevel, systemLevel: 'WARN' }), runtime })
      for (const line of lines) log.output('stdout', utf8(`${line}\n`))
      return messages.map((message) => message.trimEnd())
    }
    assert.deepEqual(passed('WARN', 'provided.al2023'), lines.slice(1, 2))
    assert.deepEqual(passed('INFO', 'provided.al2023'), lines.slice(1))
    assert.deepEqual(passed('TRACE', 'provided.al2023'), lines)
    assert.deepEqual(passed('ERROR', 'python3.13'), lines)
  })
})

describe('output', () => {
  test('lines come out as they were printed, however the bytes are cut', () => {
    const lines = fc.array(
      fc.string({ unit: 'grapheme', maxLength: 20 }).map((s) => s.replaceAll('\n', '')),
      { minLength: 1 },
    )
    fc.assert(
      fc.property(lines, fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1 }), (printed, cuts) => {
        const bytes = utf8(printed.map((line) => `${line}\n`).join(''))
        const heard: string[] = []
        const splitter = new LineSplitter((line) => heard.push(line))
        for (let at = 0, turn = 0; at < bytes.length; turn++) {
          splitter.push(bytes.subarray(at, (at += cuts[turn % cuts.length]!)))
        }
        splitter.flush()
        assert.deepEqual(
          heard,
          printed.map((line) => text(utf8(line))),
        )
      }),
    )
  })

  test('a flood without an end of line becomes events of bounded size, and nothing of it is lost', () => {
    const heard: string[] = []
    const splitter = new LineSplitter((line) => heard.push(line))
    const chunk = utf8('é'.repeat(50_001))
    for (let time = 0; time < 20; time++) splitter.push(chunk)
    splitter.flush()
    assert.equal(heard.join(''), 'é'.repeat(50_001 * 20))
    assert.ok(heard.every((line) => utf8(line).length <= eventBytesMax + 3))
    assert.ok(heard.length >= 7)
  })

  test('what was printed without an end of line belongs to the invocation that printed it', () => {
    const { log, messages, begin } = open()
    begin()
    log.output('stdout', utf8('half'))
    log.ended(report)
    assert.equal(messages.at(-3), 'half\n')
  })

  test('a longer event is cut, and no character in two', () => {
    const { log, messages } = open()
    const long = '😀'.repeat(200_000)
    log.line('stdout', long)
    const events = messages.slice(1)
    assert.equal(events.map((event) => event.slice(0, -1)).join(''), long)
    assert.ok(events.every((event) => utf8(event).length <= eventBytesMax + 1 && !event.includes('\ufffd')))
  })

  test('who prints too fast is cut short, and the log says by how much', async () => {
    const { clock, log, messages, begin } = open()
    begin()
    const line = 'x'.repeat(100 * 1024)
    const lines = bytesPerSecondMax / line.length + 50
    for (let time = 0; time < lines; time++) log.line('stdout', line)
    await clock.advance(1000)
    log.line('stdout', 'after')
    assert.match(messages.at(-2)!, /^LOGS_DROPPED Dropped Records: \d\d\tDropped Bytes: \d+\t/)
    assert.equal(messages.at(-1), 'after\n')
    const kept = messages.filter((message) => message.startsWith('xx')).length
    assert.ok(kept <= bytesPerSecondMax / line.length + 1 && kept + 50 >= lines - 1)
  })
})

describe('tail', () => {
  test('reaches from START to REPORT of this invocation alone', () => {
    const { log, messages, begin } = open()
    begin()
    log.line('stdout', 'before')
    assert.equal(log.ended(report), undefined)
    begin(true)
    log.line('stdout', 'mine')
    assert.equal(text(log.ended(report)!), messages.slice(-4).join(''))
  })

  test('is the last 4096 bytes', () => {
    const { log, messages, begin } = open()
    begin(true)
    for (let time = 0; time < 1000; time++) log.line('stdout', `${time} ${'ü'.repeat(10)}`)
    const tail = log.ended(report)!
    assert.equal(tail.length, 4096)
    assert.deepEqual(tail, utf8(messages.join('')).slice(-4096))
  })
})
