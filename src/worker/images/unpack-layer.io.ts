import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  linkSync,
  mkdirSync,
  openSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeSync,
} from 'node:fs'
import { join } from 'node:path'
import { PassThrough, Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGunzip, createZstdDecompress } from 'node:zlib'
import { type Entry, extract } from 'tar-stream'
import { invalidImage } from './bad-image.ts'
import type { Packing } from './image-manifest.ts'
import { LayerTree, readEntryName } from './layer-entries.ts'
import { writeMarks } from './layer-marks.io.ts'

export interface PackedLayer {
  content: AsyncIterable<Uint8Array>
  packing: Packing
  /** Of the content as it comes, and once it is unpacked. */
  digest: string
  diffId: string
  /** Unpacked. */
  bytesMax: number
}

/**
 * Unpacks one layer into an empty directory, as overlayfs wants it. Rejects with BadImage where it is not what its
 * digests say, too large, or would write outside. Devices are left out, set-user-id bits taken away, owners not kept:
 * functions are one user, who owns nothing. Resolves with the unpacked size.
 */
export async function unpackLayer(layer: PackedLayer, into: string): Promise<number> {
  const [packed, plain] = [new Meter(), new Meter(layer.bytesMax)]
  const writer = new LayerWriter(into)
  const entries = extract()
  const feeding = pipeline(layer.content, packed, unpacking(layer.packing), plain, wholeBlocks(), entries)
  const writing = (async () => {
    for await (const entry of entries) await writer.take(entry)
  })()
  try {
    await Promise.all([feeding, writing])
  } catch (error) {
    throw isDamage(error) ? invalidImage(`The layer ${layer.digest} is damaged: ${(error as Error).message}.`) : error
  }
  if (packed.digest() !== layer.digest || plain.digest() !== layer.diffId)
    throw invalidImage(`The content of the layer ${layer.digest} is another.`)
  await writer.finish()
  return plain.bytes
}

const tarBlockBytes = 512

const isDamage = (error: unknown): boolean =>
  /^(Z_|ZSTD_|ERR_ZSTD)/.test((error as NodeJS.ErrnoException).code ?? '') ||
  /tar header|Unexpected end of data/i.test((error as Error).message)

function unpacking(packing: Packing): Transform {
  if (packing === 'gzip') return createGunzip({ chunkSize: 1 << 18 })
  return packing === 'zstd' ? createZstdDecompress() : new PassThrough()
}

/** Some tools (umoci insert) leave out what fills an archive's last block. */
function wholeBlocks(): Transform {
  let bytes = 0
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length
      done(null, chunk)
    },
    flush(done) {
      done(null, Buffer.alloc(-bytes & (tarBlockBytes - 1)))
    },
  })
}

/** Hashes and counts what passes. */
class Meter extends Transform {
  bytes = 0
  readonly #hash = createHash('sha256')

  constructor(bytesMax = Number.POSITIVE_INFINITY) {
    super({
      highWaterMark: 1 << 18,
      transform: (chunk: Buffer, _encoding, done) => {
        this.bytes += chunk.length
        if (this.bytes > bytesMax) return done(invalidImage(`The image unpacks to more than Lambda's 10 GB.`))
        this.#hash.update(chunk)
        done(null, chunk)
      },
    })
  }

  digest(): string {
    return `sha256:${this.#hash.digest('hex')}`
  }
}

class LayerWriter {
  readonly #into: string
  readonly #tree = new LayerTree()
  readonly #hidden: string[] = []
  readonly #opaque = new Set<string>()

  constructor(into: string) {
    this.#into = into
  }

  async take(entry: Entry): Promise<void> {
    const named = readEntryName(entry.header.name)
    if (named.is === 'entry' && named.path !== '') await this.#write(named.path, entry)
    if (named.is === 'whiteout') {
      this.#makeAbove(named.path)
      this.#hidden.push(named.path)
    }
    if (named.is === 'opaque') {
      this.#directory(named.path)
      this.#opaque.add(named.path)
    }
    entry.resume()
  }

  /** A whiteout is of the layers below: what this layer has itself stays. */
  async finish(): Promise<void> {
    for (const path of this.#hidden) if (this.#tree.kindOf(path) === 'directory') this.#opaque.add(path)
    const whiteouts = this.#hidden.filter((path) => this.#tree.kindOf(path) === undefined)
    await writeMarks(this.#into, { whiteouts: [...new Set(whiteouts)], opaque: [...this.#opaque] })
  }

  async #write(path: string, entry: Entry): Promise<void> {
    const { type, mode = 0o644, mtime, linkname } = entry.header
    this.#makeAbove(path)
    if (type === 'directory') {
      this.#directory(path)
      chmodSync(this.#at(path), mode & 0o1777)
    } else if (type === 'file' || type === 'contiguous-file') {
      this.#replace(path)
      await writeFile(entry, this.#at(path), mode & 0o777)
      if (mtime) utimesSync(this.#at(path), mtime, mtime)
    } else if (type === 'symlink') {
      this.#replace(path)
      symlinkSync(linkname ?? '', this.#at(path))
    } else if (type === 'link') this.#link(path, linkname ?? '')
  }

  #link(path: string, target: string): void {
    const named = readEntryName(target)
    if (named.is !== 'entry' || this.#tree.kindOf(named.path) !== 'other')
      throw invalidImage(`A layer links ${path} to ${target}, which is no file of this layer.`)
    if (named.path === path) return
    this.#replace(path)
    linkSync(this.#at(named.path), this.#at(path))
  }

  #replace(path: string): void {
    const before = this.#tree.kindOf(path)
    this.#tree.add(path, 'other')
    if (before) rmSync(this.#at(path))
  }

  #directory(path: string): void {
    this.#makeAbove(path)
    const before = this.#tree.kindOf(path)
    if (before === 'other') rmSync(this.#at(path))
    if (before !== 'directory') mkdirSync(this.#at(path), { mode: 0o755 })
    this.#tree.add(path, 'directory')
  }

  #makeAbove(path: string): void {
    for (const each of this.#tree.missingAbove(path)) {
      mkdirSync(this.#at(each), { mode: 0o755 })
      this.#tree.add(each, 'directory')
    }
  }

  #at(path: string): string {
    return join(this.#into, path)
  }
}

async function writeFile(content: AsyncIterable<Uint8Array>, path: string, mode: number): Promise<void> {
  const file = openSync(path, 'wx', 0o600)
  try {
    for await (const chunk of content) for (let at = 0; at < chunk.length; ) at += writeSync(file, chunk, at)
  } finally {
    closeSync(file)
  }
  chmodSync(path, mode)
}
