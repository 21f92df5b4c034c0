import { open } from 'node:fs/promises'
import type { Segment } from './log-group.io.ts'
import { type LogRecord, readRecord } from './log-record.ts'

const chunkBytes = 256 * 1024
const newline = 10

/** The whole records of a segment from an offset on, each with where it ends. What is being written is left for later. */
export async function* scanSegment(
  segment: Segment,
  from: number,
): AsyncGenerator<{ record: LogRecord | undefined; end: number }[]> {
  const file = await open(segment.path, 'r').catch(() => undefined)
  // Pruned in the meantime.
  if (!file) return
  try {
    let held = Buffer.alloc(0)
    let at = from
    for (;;) {
      const { buffer, bytesRead } = await file.read(Buffer.allocUnsafe(chunkBytes), 0, chunkBytes, at + held.length)
      if (bytesRead === 0) return
      const bytes = Buffer.concat([held, buffer.subarray(0, bytesRead)])
      const found: { record: LogRecord | undefined; end: number }[] = []
      let start = 0
      for (let end = bytes.indexOf(newline); end >= 0; end = bytes.indexOf(newline, start)) {
        found.push({ record: readRecord(bytes.toString('utf8', start, end)), end: at + end + 1 })
        start = end + 1
      }
      at += start
      held = bytes.subarray(start)
      if (found.length > 0) yield found
    }
  } finally {
    await file.close()
  }
}
