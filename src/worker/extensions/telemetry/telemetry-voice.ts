import { isoInstant } from '../../../base/instant.ts'
import type { InitReport, InvocationReport } from '../../environment-log.ts'
import type { InvokeHead } from '../../lanes/lane.ts'
import { billedMs } from '../../logs/report-figures.ts'
import type { EnvironmentSpec } from '../../worker.ts'
import type { Extension } from '../extension.ts'
import type { Telemetry } from './telemetry.ts'

/** How the runtime did with one invocation. */
export interface RuntimeDone {
  status: InvocationReport['status']
  errorType?: string
  /** Milliseconds since the epoch. */
  startedMs: number
  durationMs: number
  producedBytes: number
}

/** The platform's part of an environment's telemetry (Lambda Developer Guide: Telemetry API Event schema reference). */
export class TelemetryVoice {
  #telemetry: Telemetry
  #spec: EnvironmentSpec
  #phase: InitReport['phase']

  constructor(telemetry: Telemetry, spec: EnvironmentSpec, phase: InitReport['phase']) {
    this.#telemetry = telemetry
    this.#spec = spec
    this.#phase = phase
  }

  initStart(runtimeVersion: string): void {
    const { functionName, version, memoryMb, region } = this.#spec
    this.#say('initStart', {
      ...this.#init,
      runtimeVersion,
      runtimeVersionArn: `arn:aws:lambda:${region}::runtime:${runtimeVersion}`,
      functionName,
      functionVersion: version,
      instanceMaxMemory: memoryMb * 1024 * 1024,
    })
  }

  initRuntimeDone(failed?: string): void {
    this.#say('initRuntimeDone', { ...this.#init, ...outcome(failed) })
  }

  extension({ name, state, events, errorType }: Extension): void {
    this.#say('extension', { name, state, events, ...(errorType && { errorType }) })
  }

  subscribed(name: string, types: readonly string[]): void {
    this.#say('telemetrySubscription', { name, state: 'Subscribed', types })
  }

  initReport(durationMs: number, failed?: string): void {
    this.#say('initReport', { ...this.#init, ...outcome(failed), metrics: { durationMs: micros(durationMs) } })
  }

  started({ requestId, traceId, tenantId }: InvokeHead): void {
    const tracing = traceId && { tracing: { type: 'X-Amzn-Trace-Id', value: traceId } }
    this.#say('start', { requestId, version: this.#spec.version, ...tracing, ...(tenantId && { tenantId }) })
  }

  runtimeDone({ requestId, traceId }: InvokeHead, done: RuntimeDone): void {
    const { status, errorType, startedMs, durationMs, producedBytes } = done
    const tracing = traceId && { tracing: { type: 'X-Amzn-Trace-Id', value: traceId } }
    const metrics = { durationMs: micros(durationMs), producedBytes }
    const spans = [span('responseLatency', startedMs, durationMs)]
    this.#say('runtimeDone', { requestId, status, ...(errorType && { errorType }), metrics, ...tracing, spans })
  }

  /** `overhead`: when extensions were alone, in milliseconds since the epoch, and how long. */
  report(requestId: string, report: InvocationReport, overhead?: { startedMs: number; durationMs: number }): void {
    const { status, errorType, durationMs, initDurationMs, maxMemoryMb } = report
    const metrics = {
      durationMs: micros(durationMs),
      billedDurationMs: billedMs(this.#spec, report),
      memorySizeMB: this.#spec.memoryMb,
      maxMemoryUsedMB: maxMemoryMb,
      ...(initDurationMs !== undefined && { initDurationMs: micros(initDurationMs) }),
    }
    const spans = overhead && { spans: [span('extensionOverhead', overhead.startedMs, overhead.durationMs)] }
    this.#say('report', { requestId, status, ...(errorType && { errorType }), metrics, ...spans })
  }

  get #init() {
    return { initializationType: this.#spec.initialization, phase: this.#phase }
  }

  #say(what: string, record: object): void {
    this.#telemetry.tell('platform', `platform.${what}`, record)
  }
}

const outcome = (errorType?: string) =>
  errorType === undefined ? { status: 'success' } : { status: 'error', errorType }

const span = (name: string, startedMs: number, durationMs: number) => ({
  name,
  start: isoInstant(startedMs),
  durationMs: micros(durationMs),
})

const micros = (ms: number): number => Math.round(ms * 1000) / 1000
