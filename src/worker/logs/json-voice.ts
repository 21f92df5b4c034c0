import { isoInstant } from '../../base/instant.ts'
import type { ExtensionNote, InitReport, InvocationReport } from '../environment-log.ts'
import type { EnvironmentSpec } from '../worker.ts'
import { bytesPerSecondMax, type Dropped } from './line-rate.ts'
import { billedMs } from './report-figures.ts'
import type { PlatformLine, SystemLevel, Voice } from './voice.ts'

/** Lambda's records in a JSON log (Lambda Developer Guide: Telemetry API Event schema reference). */
export class JsonVoice implements Voice {
  #spec: EnvironmentSpec

  constructor(spec: EnvironmentSpec) {
    this.#spec = spec
  }

  initStart(nowMs: number, runtimeVersion: string): PlatformLine[] {
    const { initialization, functionName, version, memoryMb, region } = this.#spec
    const runtimeVersionArn = `arn:aws:lambda:${region}::runtime:${runtimeVersion}`
    const runtime = { runtimeVersion, runtimeVersionArn }
    const names = { functionName, functionVersion: version, instanceMaxMemory: memoryMb * 1024 * 1024 }
    const record = { initializationType: initialization, phase: 'init', ...runtime, ...names }
    return [say(nowMs, 'INFO', ['platform.initStart', record])]
  }

  noted(nowMs: number, { what, ...note }: ExtensionNote): PlatformLine[] {
    if (what === 'subscription') {
      return [say(nowMs, 'INFO', ['platform.telemetrySubscription', { ...note, state: 'Subscribed' }])]
    }
    return [say(nowMs, 'errorType' in note ? 'WARN' : 'INFO', ['platform.extension', note])]
  }

  initEnded(nowMs: number, { phase, durationMs, status, errorType }: InitReport): PlatformLine[] {
    const { initialization } = this.#spec
    const happened = { initializationType: initialization, phase, status, ...(errorType && { errorType }) }
    const report = { ...happened, metrics: { durationMs: micros(durationMs) } }
    const failed = status === 'success' ? undefined : 'WARN'
    return [
      say(nowMs, failed ?? 'DEBUG', ['platform.initRuntimeDone', happened]),
      say(nowMs, failed ?? (initialization === 'on-demand' ? 'DEBUG' : 'INFO'), ['platform.initReport', report]),
    ]
  }

  started(nowMs: number, requestId: string): PlatformLine[] {
    const { tenant, version } = this.#spec
    return [say(nowMs, 'INFO', ['platform.start', { requestId, version, ...(tenant && { tenantId: tenant }) }])]
  }

  ended(nowMs: number, requestId: string, report: InvocationReport): PlatformLine[] {
    const { status, errorType, words, durationMs } = report
    const failed = status === 'success' ? undefined : 'WARN'
    const outcome = { requestId, status, ...(errorType && { errorType }) }
    const done = { ...outcome, metrics: { durationMs: micros(durationMs) } }
    const whole = { ...outcome, metrics: this.#metrics(report) }
    const told = { timestamp: isoInstant(nowMs), level: 'ERROR', message: words, requestId, errorType }
    return [
      ...(words === undefined ? [] : [{ level: 'WARN' as const, message: `${JSON.stringify(told)}\n` }]),
      say(nowMs, failed ?? 'DEBUG', ['platform.runtimeDone', done]),
      say(nowMs, failed ?? 'INFO', ['platform.report', whole]),
    ]
  }

  dropped(nowMs: number, { records, bytes }: Dropped): PlatformLine[] {
    const reason = `more than ${bytesPerSecondMax} bytes a second`
    const record = { reason, droppedRecords: records, droppedBytes: bytes }
    return [say(nowMs, 'WARN', ['platform.logsDropped', record])]
  }

  #metrics(report: InvocationReport) {
    const { durationMs, initDurationMs, maxMemoryMb } = report
    return {
      durationMs: micros(durationMs),
      billedDurationMs: billedMs(this.#spec, report),
      memorySizeMB: this.#spec.memoryMb,
      maxMemoryUsedMB: maxMemoryMb,
      ...(initDurationMs !== undefined && { initDurationMs: micros(initDurationMs) }),
    }
  }
}

function say(nowMs: number, level: SystemLevel, [type, record]: [string, object]): PlatformLine {
  return { level, message: `${JSON.stringify({ time: isoInstant(nowMs), type, record })}\n` }
}

const micros = (ms: number): number => Math.round(ms * 1000) / 1000
