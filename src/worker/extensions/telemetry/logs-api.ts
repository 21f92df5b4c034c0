import type { TelemetryEvent } from './telemetry.ts'

/**
 * An event in the words of the Logs API (Lambda Developer Guide: Lambda Logs API), which tells less of it: nothing where
 * it has no such event, and an invocation's end apart from its report.
 */
export function asLogs(event: TelemetryEvent, schemaVersion: string): readonly TelemetryEvent[] {
  const { time, type, record } = event
  const { requestId, status, metrics } = (record ?? {}) as Record<string, unknown>
  switch (type) {
    case 'platform.initStart':
    case 'platform.initRuntimeDone':
    case 'platform.initReport':
      return []
    case 'platform.telemetrySubscription':
      return [{ time, type: 'platform.logsSubscription', record }]
    case 'platform.start':
      return [{ time, type, record: { requestId } }]
    case 'platform.runtimeDone':
      return schemaVersion === '2020-08-15' ? [] : [{ time, type, record: { requestId, status } }]
    case 'platform.report':
      return [
        { time, type: 'platform.end', record: { requestId } },
        { time, type, record: { metrics, requestId } },
      ]
    default:
      return [event]
  }
}
