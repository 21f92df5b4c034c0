import { chmodSync, mkdirSync, readFileSync, realpathSync, symlinkSync, unlinkSync, writeFileSync } from 'node:fs'
import { dirname, join, posix } from 'node:path'
import { promisify } from 'node:util'
import { crc32, inflateRaw, inflateRawSync } from 'node:zlib'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'

const inflate = promisify(inflateRaw)

/** Entries up to this are inflated in line: a thread costs more than they do. */
const inlineBytesMax = 64 * 1024
/** The event loop gets its turn after so long. */
const turnMs = 3

/** The package is damaged, hostile or too large; the message says which. */
export class BadZip extends Error {
  override name = 'BadZip'
}

/** A symbolic link of a package, yet to be made. */
export interface Link {
  path: string
  target: string
}

/**
 * Unpacks a package into an existing directory, over what is there. Permission bits are kept, set-user-id and the like
 * are not. Rejects with BadZip, leaving what was written. Links are for the caller to make once all packages have been
 * written: so that nothing is ever written through one.
 */
export async function unzip(
  archive: string,
  into: string,
  bytesMax: number,
): Promise<{ bytes: number; links: Link[] }> {
  const bytes = readFileSync(archive)
  const links: Link[] = []
  let written = 0
  let turnEnds = performance.now() + turnMs
  await eachEntry(bytes, async (zip, entry) => {
    if (entry.fileName.endsWith('/')) return void mkdirSync(join(into, entry.fileName), { recursive: true })
    written += entry.uncompressedSize
    if (written > bytesMax) throw new BadZip(`unpacks to more than ${bytesMax} bytes`)
    const content = await read(zip, entry, bytes)
    if (isLink(entry)) links.push({ path: entry.fileName, target: content.toString() })
    else writeEntry(join(into, entry.fileName), content, modeOf(entry))
    if (performance.now() > turnEnds) {
      await new Promise((resolve) => setImmediate(resolve))
      turnEnds = performance.now() + turnMs
    }
  })
  return { bytes: written, links }
}

/** yauzl refuses absolute paths, `..` and backslashes as it reads the names. */
function eachEntry(bytes: Buffer, visit: (zip: ZipFile, entry: Entry) => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) =>
      reject(error instanceof BadZip ? error : new BadZip(String(error), { cause: error }))
    fromBuffer(bytes, { lazyEntries: true, strictFileNames: true }, (error, zip) => {
      if (error) return fail(error)
      zip.on('entry', (entry: Entry) => void visit(zip, entry).then(() => zip.readEntry(), fail))
      zip.on('end', resolve)
      zip.on('error', fail)
      zip.readEntry()
    })
  })
}

async function read(zip: ZipFile, entry: Entry, bytes: Buffer): Promise<Buffer> {
  if (entry.isEncrypted() || !entry.canDecodeFileData()) throw new BadZip(`${entry.fileName} cannot be decoded`)
  const start = await new Promise<number>((resolve, reject) => {
    zip.readLocalFileHeader(entry, { minimal: true }, (error, header) =>
      error ? reject(error) : resolve(header.fileDataStart),
    )
  })
  const packed = bytes.subarray(start, start + entry.compressedSize)
  const content = entry.compressionMethod === 0 ? packed : await expand(packed, entry.uncompressedSize)
  if (content.length !== entry.uncompressedSize || crc32(content) !== entry.crc32 >>> 0) {
    throw new BadZip(`${entry.fileName} is damaged`)
  }
  return content
}

async function expand(packed: Buffer, size: number): Promise<Buffer> {
  const options = { maxOutputLength: Math.max(1, size) }
  return size <= inlineBytesMax ? inflateRawSync(packed, options) : inflate(packed, options)
}

function writeEntry(path: string, content: Buffer, mode: number): void {
  try {
    writeFileSync(path, content, { mode })
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, content, { mode })
  }
  // The process's umask has had its say at creation, and a file of an earlier layer keeps its own mode.
  chmodSync(path, mode)
}

/** Only links that stay inside the directory, as they read and as they are followed. */
export function makeLink(into: string, { path, target }: Link): void {
  const lands = posix.normalize(posix.join(posix.dirname(path), target))
  if (target.startsWith('/') || lands === '..' || lands.startsWith('../')) {
    throw new BadZip(`${path} links to ${target}, outside the package`)
  }
  const at = join(into, path)
  mkdirSync(dirname(at), { recursive: true })
  // The kernel's own answer: the other realpath takes a `..` after a link as text.
  if (!`${realpathSync.native(dirname(at))}/`.startsWith(`${realpathSync.native(into)}/`))
    throw new BadZip(`${path} lies outside`)
  try {
    unlinkSync(at)
  } catch {
    // Nothing of an earlier layer is in the way.
  }
  symlinkSync(target, at)
}

const unixMode = (entry: Entry): number => entry.externalFileAttributes >>> 16
const isLink = (entry: Entry): boolean => (unixMode(entry) & 0o170000) === 0o120000

/** Readable by all, whatever it says; archives made on Windows say nothing. */
const modeOf = (entry: Entry): number => (unixMode(entry) & 0o777 || 0o644) | 0o444
