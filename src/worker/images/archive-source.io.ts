import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { BadImage, invalidImage } from './bad-image.ts'
import { documentBytesMax, type ImageSource } from './image-source.ts'
import { openLayout } from './layout-source.io.ts'
import { isPlainName, openSaved } from './saved-image.io.ts'

export interface Archive {
  path: string
  tag?: string
  digest?: string
  /** Where it is unpacked until the source is closed. */
  scratch: string
  /** Documents alone are wanted, no layers. */
  documentsOnly: boolean
}

/** An image layout in a tar file, or what `docker save` writes; gzip or not. */
export async function openArchive({ path, tag, digest, scratch, documentsOnly }: Archive): Promise<ImageSource> {
  if (!existsSync(path)) throw new BadImage('ImageDeleted', `There is no file ${path} on the machine that runs Roost.`)
  if (!statSync(path).isFile()) throw invalidImage(`${path} is no file.`)
  mkdirSync(scratch, { recursive: true })
  const directory = mkdtempSync(join(scratch, 'archive-'))
  const close = async () => rmSync(directory, { recursive: true, force: true })
  try {
    const links = await unpackArchive(path, directory, documentsOnly ? documentBytesMax : archiveBytesMax)
    if (existsSync(join(directory, 'index.json'))) return { ...openLayout(directory, { tag, digest }), close }
    return { ...openSaved({ directory, links, path, tag, digest }), close }
  } catch (error) {
    await close()
    if (error instanceof BadImage) throw error
    throw invalidImage(`${path} is no archive of an image: ${(error as Error).message}`)
  }
}

/** As much as an image may unpack to. */
const archiveBytesMax = 10 * 2 ** 30

/**
 * Unpacks plain files of up to so many bytes under plain names: whatever else is in it, no image needs. Resolves with
 * where its links lead, none of which is made.
 */
async function unpackArchive(path: string, directory: string, bytesMax: number): Promise<Map<string, string>> {
  const links = new Map<string, string>()
  let left = archiveBytesMax
  const files = extract()
  const feeding = isGzip(path)
    ? pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), createGunzip({ chunkSize: 1 << 18 }), files)
    : pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), files)
  const writing = (async () => {
    for await (const entry of files) {
      const { name, type, linkname, size = 0 } = entry.header
      const plain = name.replace(/^\.\//, '')
      if (type === 'symlink') links.set(plain, posix.join(posix.dirname(plain), linkname ?? ''))
      if (type !== 'file' || size > bytesMax || !isPlainName(plain)) entry.resume()
      else {
        left -= size
        if (left < 0) throw invalidImage(`${path} unpacks to more than Lambda's 10 GB.`)
        mkdirSync(dirname(join(directory, plain)), { recursive: true })
        await pipeline(entry, createWriteStream(join(directory, plain)))
      }
    }
  })()
  await Promise.all([feeding, writing])
  return links
}

function isGzip(path: string): boolean {
  const file = openSync(path, 'r')
  try {
    const head = Buffer.alloc(2)
    readSync(file, head, 0, 2, 0)
    return head[0] === 0x1f && head[1] === 0x8b
  } finally {
    closeSync(file)
  }
}
