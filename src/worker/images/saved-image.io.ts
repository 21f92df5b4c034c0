import { createReadStream, existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { BadImage, invalidImage } from './bad-image.ts'
import type { Descriptor } from './image-manifest.ts'
import type { ImageSource } from './image-source.ts'
import { parseDocument, sha256 } from './read-document.io.ts'

/** Leads nowhere else. */
export const isPlainName = (name: unknown): boolean =>
  typeof name === 'string' && /^[\w-][\w.-]*(\/[\w-][\w.-]*)*$/.test(name)

/** What was unpacked of an archive. */
export interface SavedParts {
  directory: string
  /** Links of the archive: of names that lead to others. */
  links: ReadonlyMap<string, string>
  /** For people. */
  path: string
  tag?: string
  digest?: string
}

interface Saved {
  Config: string
  RepoTags?: string[] | null
  Layers: string[]
}

/** `docker save` without a layout: a manifest is made of its list, the same one each time. */
export function openSaved({ directory, links, path, tag, digest }: SavedParts): ImageSource {
  if (!existsSync(join(directory, 'manifest.json'))) throw invalidImage(`${path} is no archive of an image.`)
  const list = parseDocument(readFileSync(join(directory, 'manifest.json'))) as Saved[]
  const images = (Array.isArray(list) ? list : [])
    .filter(({ RepoTags }) => tag === undefined || RepoTags?.some((each) => each.endsWith(`:${tag}`)))
    .map((saved) => describeSaved(saved, placeIn(directory, links)))
    .filter((image) => digest === undefined || sha256(image.manifest) === digest)
  const [image] = images
  if (!image) throw new BadImage('ImageDeleted', `There is no image ${digest ?? tag ?? ''} in ${path}.`)
  if (images.length > 1) throw invalidImage(`There are ${images.length} images in ${path}: name one by its tag.`)
  return {
    root: async () => image.manifest,
    manifest: async () => image.manifest,
    async blob({ digest: wanted }) {
      const name = image.names.get(wanted)
      if (name === undefined) throw invalidImage(`There is no ${wanted} in ${path}.`)
      return createReadStream(placeIn(directory, links)(name), { highWaterMark: 1 << 18 })
    },
    close: async () => {},
  }
}

/** Equal layers are written once, and links to them. */
const placeIn = (directory: string, links: SavedParts['links']) => (name: string) => {
  const plain = links.get(name) ?? name
  if (!isPlainName(plain) || !existsSync(join(directory, plain)))
    throw invalidImage(`The archive names ${name}, which is not in it.`)
  return join(directory, plain)
}

function describeSaved({ Config, Layers }: Saved, placeOf: (name: string) => string) {
  const config = readFileSync(placeOf(Config))
  const { rootfs } = parseDocument(config) as { rootfs?: { diff_ids?: string[] } }
  const diffIds = rootfs?.diff_ids ?? []
  const names = new Map(Layers.map((name, at) => [diffIds[at] ?? '', name]))
  names.set(sha256(config), Config)
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
  return { manifest: Buffer.from(JSON.stringify(described)), names }
}
