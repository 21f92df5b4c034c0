import type { InvocationReport } from '../environment-log.ts'
import type { EnvironmentSpec } from '../worker.ts'

/** Lambda bills whole milliseconds; since August 2025 an on-demand environment's init phase among them. */
export function billedMs(spec: EnvironmentSpec, report: InvocationReport): number {
  const initMs = spec.initialization === 'on-demand' ? (report.initDurationMs ?? 0) : 0
  return Math.max(1, Math.ceil(report.durationMs + initMs))
}

/** What REPORT says of a failure: the function's own exceptions are no status of the platform. */
export function platformStatus(report: InvocationReport): { status: string; errorType?: string } | undefined {
  if (report.status === 'success') return undefined
  if (report.status === 'timeout') return { status: 'timeout' }
  const platforms = report.words !== undefined || report.errorType?.startsWith('Runtime.')
  return platforms ? { status: 'error', errorType: report.errorType } : undefined
}
