import { posix } from 'node:path'
import { type Entry, fromBuffer, type ZipFile } from 'yauzl'
import { BadPackage } from './code-packages.ts'

/**
 * Reads every entry of an archive, so that nothing is stored which cannot be unpacked: what lies about its size, leaves
 * its directory, links out of it, is encrypted or damaged. Resolves with the bytes that it unpacks to.
 */
export async function inspectZip(archive: Uint8Array, bytesMax: number): Promise<number> {
  if (archive.length === 0) throw new BadPackage('empty', 'no bytes')
  let bytes = 0
  let entries = 0
  await eachEntry(Buffer.from(archive.buffer, archive.byteOffset, archive.length), async (zip, entry) => {
    entries++
    if (entry.fileName.endsWith('/')) return
    if (bytes + entry.uncompressedSize > bytesMax) throw new BadPackage('too large', entry.fileName)
    const target = await drain(zip, entry)
    bytes += entry.uncompressedSize
    if (target !== undefined && leaves(entry.fileName, target))
      throw new BadPackage('unreadable', `${entry.fileName} links to ${target}`)
  })
  if (entries === 0) throw new BadPackage('empty', 'no entries')
  return bytes
}

/** The library refuses absolute paths, `..` and backslashes as it reads names, and sizes that are not those declared. */
function eachEntry(archive: Buffer, visit: (zip: ZipFile, entry: Entry) => Promise<void>): Promise<void> {
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) =>
      reject(error instanceof BadPackage ? error : new BadPackage('unreadable', String(error)))
    fromBuffer(archive, { lazyEntries: true, strictFileNames: true }, (error, zip) => {
      if (error) return fail(error)
      zip.on('entry', (entry: Entry) => void visit(zip, entry).then(() => zip.readEntry(), fail))
      zip.on('end', resolve)
      zip.on('error', fail)
      zip.readEntry()
    })
  })
}

/** Resolves with a link's target, once all of the entry has been read. */
function drain(zip: ZipFile, entry: Entry): Promise<string | undefined> {
  if (entry.isEncrypted()) return Promise.reject(new BadPackage('unreadable', `${entry.fileName} is encrypted`))
  const isLink = ((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000
  return new Promise((resolve, reject) => {
    zip.openReadStream(entry, (error, stream) => {
      if (error) return reject(error)
      const target: Buffer[] = []
      stream.on('data', (chunk: Buffer) => {
        if (isLink) target.push(chunk)
      })
      stream.on('error', reject)
      stream.on('end', () => resolve(isLink ? Buffer.concat(target).toString() : undefined))
    })
  })
}

function leaves(path: string, target: string): boolean {
  const lands = posix.normalize(posix.join(posix.dirname(path), target))
  return target.startsWith('/') || lands === '..' || lands.startsWith('../')
}
