import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Longest path that a unix socket takes on every system that we run on. */
const socketPathMax = 100

/** Where a process of this data directory listens for the others. */
export function socketPath(dataDirectory: string, name: 'data' | 'events'): string {
  const near = join(dataDirectory, 'run', `${name}.sock`)
  if (near.length <= socketPathMax) return near
  const short = join(tmpdir(), `roost-${createHash('sha256').update(dataDirectory).digest('hex').slice(0, 16)}`)
  mkdirSync(short, { recursive: true, mode: 0o700 })
  return join(short, `${name}.sock`)
}
