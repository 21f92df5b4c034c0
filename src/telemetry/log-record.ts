import type { LogEvent } from './telemetry.ts'

/** One line of a log file: four columns between tabs, so that most of it is read without parsing. */
export interface LogRecord extends LogEvent {
  ingestionTime: number
  stream: string
}

/** A stream's name as a column. */
export const columnOf = (stream: string): string => stream.replaceAll(/[\t\n]/g, ' ')

/** With its line end. The message is JSON text: a line end within it does not end the record. */
export function writeRecord(column: string, event: LogEvent, ingestionTime: number): string {
  return `${event.timestamp}\t${ingestionTime}\t${column}\t${JSON.stringify(event.message)}\n`
}

/** Undefined for a line that was cut short when a process or a disk ended. */
export function readRecord(line: string): LogRecord | undefined {
  const first = line.indexOf('\t')
  const second = line.indexOf('\t', first + 1)
  const third = line.indexOf('\t', second + 1)
  if (first < 0 || second < 0 || third < 0) return undefined
  try {
    const message: unknown = JSON.parse(line.slice(third + 1))
    const timestamp = Number(line.slice(0, first))
    const ingestionTime = Number(line.slice(first + 1, second))
    if (typeof message !== 'string' || !Number.isFinite(timestamp) || !Number.isFinite(ingestionTime)) return undefined
    return { timestamp, ingestionTime, stream: line.slice(second + 1, third), message }
  } catch {
    return undefined
  }
}
