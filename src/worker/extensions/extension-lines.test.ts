import assert from 'node:assert/strict'
import { test } from 'node:test'
import { VirtualClock } from '../../base/virtual-clock.ts'
import type { LogEvent } from '../../telemetry/telemetry.ts'
import { type EnvironmentSpec, logsInto } from '../worker.ts'

function linesOf(format: 'Text' | 'JSON'): string[] {
  const lines: string[] = []
  const append = (_group: unknown, _stream: string, events: readonly LogEvent[]) => {
    for (const { message } of events) lines.push(message)
  }
  const logging = { format, group: 'g', applicationLevel: 'INFO', systemLevel: 'INFO' }
  const spec = { functionName: 'f', version: '1', region: 'us-east-1', runtime: 'nodejs24.x', logging, memoryMb: 128 }
  const open = logsInto({ append } as unknown as Parameters<typeof logsInto>[0], new VirtualClock())
  const log = open(spec as EnvironmentSpec, 's', 'nodejs:24')
  lines.length = 0
  log.noted({ what: 'subscription', name: 'watcher', types: ['platform', 'function'] })
  log.noted({ what: 'extension', name: 'watcher', state: 'Ready', events: ['INVOKE', 'SHUTDOWN'] })
  log.noted({ what: 'extension', name: 'x', state: 'LaunchError', events: [], errorType: 'PermissionDenied' })
  return lines
}

test("a log tells of extensions and their subscriptions in Lambda's lines", () => {
  assert.deepEqual(linesOf('Text'), [
    'TELEMETRY\tName: watcher\tState: Subscribed\tTypes: [Platform, Function]\n',
    'EXTENSION\tName: watcher\tState: Ready\tEvents: [INVOKE, SHUTDOWN]\n',
    'EXTENSION\tName: x\tState: LaunchError\tEvents: []\tError Type: PermissionDenied\n',
  ])
})

test('and as records, where the log is JSON', () => {
  const records = linesOf('JSON').map((line) => JSON.parse(line) as { type: string; record: object })
  assert.deepEqual(
    records.map(({ type, record }) => [type, record]),
    [
      ['platform.telemetrySubscription', { name: 'watcher', types: ['platform', 'function'], state: 'Subscribed' }],
      ['platform.extension', { name: 'watcher', state: 'Ready', events: ['INVOKE', 'SHUTDOWN'] }],
      ['platform.extension', { name: 'x', state: 'LaunchError', events: [], errorType: 'PermissionDenied' }],
    ],
  )
})
