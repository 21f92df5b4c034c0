import { isoInstant } from '../../base/instant.ts'
import type { ExtensionNote, InitReport, InvocationReport } from '../environment-log.ts'
import type { EnvironmentSpec } from '../worker.ts'
import { bytesPerSecondMax, type Dropped } from './line-rate.ts'
import { billedMs, platformStatus } from './report-figures.ts'
import type { PlatformLine, Voice } from './voice.ts'

/**
 * Lambda's lines as text, with tabs where recorded answers have them; after a status, of which none is recorded, there is
 * none. LOGS_DROPPED is our own. System log levels do not apply to text.
 */
export class TextVoice implements Voice {
  #spec: EnvironmentSpec

  constructor(spec: EnvironmentSpec) {
    this.#spec = spec
  }

  initStart(_nowMs: number, runtimeVersion: string): PlatformLine[] {
    const { region } = this.#spec
    const arn = `arn:aws:lambda:${region}::runtime:${runtimeVersion}`
    return [line(`INIT_START Runtime Version: ${runtimeVersion}\tRuntime Version ARN: ${arn}\n`)]
  }

  noted(_nowMs: number, note: ExtensionNote): PlatformLine[] {
    if (note.what === 'subscription') {
      const types = note.types.map((type) => type[0]!.toUpperCase() + type.slice(1)).join(', ')
      return [line(`TELEMETRY\tName: ${note.name}\tState: Subscribed\tTypes: [${types}]\n`)]
    }
    const failure = note.errorType ? `\tError Type: ${note.errorType}` : ''
    return [
      line(`EXTENSION\tName: ${note.name}\tState: ${note.state}\tEvents: [${note.events.join(', ')}]${failure}\n`),
    ]
  }

  /** Told only of what failed, or what nobody waited for. */
  initEnded(_nowMs: number, { phase, durationMs, status, errorType }: InitReport): PlatformLine[] {
    if (status === 'success' && this.#spec.initialization === 'on-demand') return []
    const failure = status === 'success' ? '' : `\tStatus: ${status}${typed(status, errorType)}`
    return [line(`INIT_REPORT Init Duration: ${durationMs.toFixed(2)} ms\tPhase: ${phase}${failure}\n`)]
  }

  started(_nowMs: number, requestId: string): PlatformLine[] {
    return [line(`START RequestId: ${requestId} Version: ${this.#spec.version}\n`)]
  }

  ended(nowMs: number, requestId: string, report: InvocationReport): PlatformLine[] {
    const end = [line(`END RequestId: ${requestId}\n`), line(this.#report(requestId, report))]
    const { words, status, errorType } = report
    if (words === undefined) return end
    if (status === 'timeout') return [line(`${isoInstant(nowMs)} ${requestId} ${words}\n\n`), ...end]
    return [line(`RequestId: ${requestId} Error: ${words}\n${errorType}\n`), ...end]
  }

  dropped(_nowMs: number, { records, bytes }: Dropped): PlatformLine[] {
    const limit = `more than ${bytesPerSecondMax} bytes a second`
    return [line(`LOGS_DROPPED Dropped Records: ${records}\tDropped Bytes: ${bytes}\tReason: ${limit}\n`)]
  }

  #report(requestId: string, report: InvocationReport): string {
    const { memoryMb } = this.#spec
    const { durationMs, initDurationMs, maxMemoryMb } = report
    const failure = platformStatus(report)
    const init = initDurationMs === undefined ? '' : `Init Duration: ${initDurationMs.toFixed(2)} ms\t`
    const status = failure ? `Status: ${failure.status}${typed(failure.status, failure.errorType)}` : ''
    return `REPORT RequestId: ${requestId}\tDuration: ${durationMs.toFixed(2)} ms\tBilled Duration: ${billedMs(this.#spec, report)} ms\tMemory Size: ${memoryMb} MB\tMax Memory Used: ${maxMemoryMb} MB\t${init}${status}\n`
  }
}

const line = (message: string): PlatformLine => ({ level: 'WARN', message })

/** A timeout has no type in the log's text. */
const typed = (status: string, errorType?: string): string =>
  status === 'error' && errorType ? `\tError Type: ${errorType}` : ''
