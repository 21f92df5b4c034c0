import { randomBytes } from 'node:crypto'
import { existsSync, linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const secretBytes = 32

/** What downloads of code are granted and checked with, each in its process; made by whoever starts first. */
export function ensureDownloadSecret(directory: string): Uint8Array {
  const path = join(directory, 'download-secret')
  if (!existsSync(path)) make(path)
  const secret = readFileSync(path)
  // Anybody could sign with an empty one.
  if (secret.length !== secretBytes) throw new Error(`${path} is damaged: remove it, and start again`)
  return secret
}

/** Whole or not at all: nobody reads half of it, and nobody's is replaced. */
function make(path: string): void {
  const unfinished = `${path}.${process.pid}`
  writeFileSync(unfinished, randomBytes(secretBytes), { mode: 0o600, flush: true })
  try {
    linkSync(unfinished, path)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    rmSync(unfinished)
  }
}
