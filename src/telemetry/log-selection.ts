import { compilePattern } from './filter-pattern.ts'
import type { LogRecord } from './log-record.ts'
import type { LogQuery } from './telemetry.ts'

/** A query that cannot be answered, in words for its author. */
export class InvalidLogQuery extends Error {
  override name = 'InvalidLogQuery'
}

/** Which records a query asks for (CloudWatch Logs API: FilterLogEvents). Its times are inclusive. */
export function compileSelection(query: LogQuery): (record: LogRecord) => boolean {
  const pattern = compilePattern(query.pattern ?? '')
  if (!pattern.valid) throw new InvalidLogQuery(`Invalid filter pattern: ${pattern.because}`)
  const { matches } = pattern
  const streams = query.streams && new Set(query.streams)
  const { streamPrefix, startTime = Number.NEGATIVE_INFINITY, endTime = Number.POSITIVE_INFINITY } = query
  return ({ timestamp, stream, message }) =>
    timestamp >= startTime &&
    timestamp <= endTime &&
    (!streams || streams.has(stream)) &&
    (!streamPrefix || stream.startsWith(streamPrefix)) &&
    matches(message)
}
