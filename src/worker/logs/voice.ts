import type { ExtensionNote, InitReport, InvocationReport } from '../environment-log.ts'
import type { LoggingSettings } from '../worker.ts'
import type { Dropped } from './line-rate.ts'

export type SystemLevel = LoggingSettings['systemLevel']

/** One line of the platform, and from which system log level on it is written. */
export interface PlatformLine {
  level: SystemLevel
  message: string
}

/** How the platform speaks in a log: Lambda's text lines, or its JSON records. All times are milliseconds. */
export interface Voice {
  initStart(nowMs: number, runtimeVersion: string): PlatformLine[]
  noted(nowMs: number, note: ExtensionNote): PlatformLine[]
  initEnded(nowMs: number, report: InitReport): PlatformLine[]
  started(nowMs: number, requestId: string): PlatformLine[]
  ended(nowMs: number, requestId: string, report: InvocationReport): PlatformLine[]
  dropped(nowMs: number, dropped: Dropped): PlatformLine[]
}
