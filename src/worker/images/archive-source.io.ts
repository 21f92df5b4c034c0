import {
  closeSync,
  createReadStream,
  createWriteStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  statSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { createGunzip } from 'node:zlib'
import { extract } from 'tar-stream'
import { BadImage, invalidImage } from './bad-image.ts'
import type { Descriptor } from './image-manifest.ts'
import { documentBytesMax, type ImageSource } from './image-source.ts'
import { openLayout } from './layout-source.io.ts'
import { parseDocument, sha256 } from './read-document.io.ts'

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
    await unpackArchive(path, directory, documentsOnly ? documentBytesMax : Number.MAX_SAFE_INTEGER)
    if (existsSync(join(directory, 'index.json'))) return { ...openLayout(directory, { tag, digest }), close }
    return { ...openSaved(directory, { path, tag, digest }), close }
  } catch (error) {
    await close()
    if (error instanceof BadImage) throw error
    throw invalidImage(`${path} is no archive of an image: ${(error as Error).message}`)
  }
}

/** Plain files under plain names alone: whatever else is in it, no image needs. */
async function unpackArchive(path: string, directory: string, bytesMax: number): Promise<void> {
  const files = extract()
  const feeding = isGzip(path)
    ? pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), createGunzip({ chunkSize: 1 << 18 }), files)
    : pipeline(createReadStream(path, { highWaterMark: 1 << 20 }), files)
  const writing = (async () => {
    for await (const entry of files) {
      const { name, type, size = 0 } = entry.header
      const plain = name.replace(/^\.\//, '')
      if (type !== 'file' || size > bytesMax || !/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(plain)) entry.resume()
      else {
        mkdirSync(dirname(join(directory, plain)), { recursive: true })
        await pipeline(entry, createWriteStream(join(directory, plain)))
      }
    }
  })()
  await Promise.all([feeding, writing])
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

interface Saved {
  Config: string
  RepoTags?: string[] | null
  Layers: string[]
}

/** `docker save` without a layout: a manifest is made of its list, the same one each time. */
function openSaved(directory: string, { path, tag, digest }: Omit<Archive, 'scratch' | 'documentsOnly'>): ImageSource {
  if (!existsSync(join(directory, 'manifest.json'))) throw invalidImage(`${path} is no archive of an image.`)
  const list = parseDocument(readFileSync(join(directory, 'manifest.json'))) as Saved[]
  const images = (Array.isArray(list) ? list : [])
    .filter(({ RepoTags }) => tag === undefined || RepoTags?.some((each) => each.endsWith(`:${tag}`)))
    .map((saved) => describeSaved(directory, saved))
    .filter((image) => digest === undefined || sha256(image.manifest) === digest)
  const [image] = images
  if (!image) throw new BadImage('ImageDeleted', `There is no image ${digest ?? tag ?? ''} in ${path}.`)
  if (images.length > 1) throw invalidImage(`There are ${images.length} images in ${path}: name one by its tag.`)
  return {
    root: async () => image.manifest,
    manifest: async () => image.manifest,
    async blob({ digest: wanted }) {
      const file = image.files.get(wanted)
      if (!file) throw invalidImage(`There is no ${wanted} in ${path}.`)
      return createReadStream(file, { highWaterMark: 1 << 18 })
    },
    close: async () => {},
  }
}

function describeSaved(directory: string, { Config, Layers }: Saved) {
  const inside = (name: unknown): string => {
    if (typeof name !== 'string' || !/^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(name))
      throw invalidImage('A name in the archive is none.')
    return join(directory, name)
  }
  const config = readFileSync(inside(Config))
  const { rootfs } = parseDocument(config) as { rootfs?: { diff_ids?: string[] } }
  const diffIds = rootfs?.diff_ids ?? []
  const files = new Map(Layers.map((name, at) => [diffIds[at] ?? '', inside(name)]))
  files.set(sha256(config), inside(Config))
  const mediaType = 'application/vnd.docker.image.rootfs.diff.tar'
  // Layers are not packed, so a layer's digest is that of its content; its size is not known before it is read.
  const layers: Descriptor[] = Layers.map((_, at) => ({ mediaType, digest: diffIds[at] ?? '', size: 0 }))
  const described = {
    config: {
      mediaType: 'application/vnd.docker.container.image.v1+json',
      digest: sha256(config),
      size: config.length,
    },
    layers,
  }
  return { manifest: Buffer.from(JSON.stringify(described)), files }
}
