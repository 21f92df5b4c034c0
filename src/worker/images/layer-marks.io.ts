import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { statSync } from 'node:fs'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { type Headers, pack } from 'tar-stream'

/** Paths in a layer's directory. */
export interface Marks {
  whiteouts: readonly string[]
  opaque: readonly string[]
}

/**
 * Writes the marks by which overlayfs hides what lies below: a device 0:0 for a whiteout, an attribute of an opaque
 * directory. Node.js can set neither; `tar` can, and is on every Debian.
 */
export async function writeMarks(directory: string, { whiteouts, opaque }: Marks): Promise<void> {
  if (whiteouts.length + opaque.length === 0) return
  const archive = pack()
  const headers: Headers[] = [
    ...opaque.map((path) => ({
      name: path === '' ? './' : `${path}/`,
      type: 'directory' as const,
      mode: statSync(join(directory, path)).mode & 0o1777,
      pax: { 'SCHILY.xattr.trusted.overlay.opaque': 'y' },
    })),
    ...whiteouts.map((name) => ({ name, type: 'character-device' as const, devmajor: 0, devminor: 0, mode: 0o644 })),
  ]
  for (const header of headers) archive.entry(header)
  archive.finalize()
  const args = ['-x', '--xattrs', '--xattrs-include=trusted.overlay.opaque', '-C', directory]
  const tar = spawn('tar', args, { stdio: ['pipe', 'ignore', 'pipe'] })
  const ended = once(tar, 'close')
  const [said] = await Promise.all([text(tar.stderr), pipeline(archive, tar.stdin).catch(() => {})])
  const [status] = await ended
  if (status !== 0) throw new Error(`tar could not write the marks of a layer: ${said}`)
}
