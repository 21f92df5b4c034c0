import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { BadImage, type ImageFault } from './bad-image.ts'
import type { PackedLayer } from './unpack-layer.io.ts'

export type Unpacking = Omit<PackedLayer, 'content'> & { into: string }

type Told = { bytes: number } | { fault: ImageFault; words: string }

/**
 * Unpacks a layer in a process of its own, which leaves the processor to those that are needed now: thousands of files
 * would hold up the invocations that this process answers.
 */
export async function unpackApart({ content, ...layer }: PackedLayer, into: string): Promise<number> {
  const unpacking: Unpacking = { ...layer, into }
  const program = [process.execPath, join(import.meta.dirname, 'unpack-process.io.ts'), JSON.stringify(unpacking)]
  const child = spawn('nice', ['-n', '10', ...program], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' },
  })
  const closed = once(child, 'close')
  const fed = pipeline(content, child.stdin).then(
    () => undefined,
    (error: unknown) => error,
  )
  const [told, said, lost] = await Promise.all([text(child.stdout), text(child.stderr), fed, closed])
  // A process that has refused the layer reads no more of it.
  if (lost && (lost as NodeJS.ErrnoException).code !== 'EPIPE' && !told.includes('"bytes"')) throw lost
  if (told === '') throw new Error(`a layer could not be unpacked: ${said.trim()}`)
  const result = JSON.parse(told) as Told
  if ('fault' in result) throw new BadImage(result.fault, result.words)
  return result.bytes
}
