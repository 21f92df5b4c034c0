import { createReadStream, existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { BadImage, invalidImage } from './bad-image.ts'
import { type Index, readManifest, taggedIn } from './image-manifest.ts'
import { documentBytesMax, type ImageSource } from './image-source.ts'
import { parseDocument } from './read-document.io.ts'

/** An image layout in a directory (OCI Image Layout Specification 1.0). */
export function openLayout(directory: string, { tag, digest }: { tag?: string; digest?: string }): ImageSource {
  const fileOf = (of: string) => join(directory, 'blobs', 'sha256', of.slice('sha256:'.length))
  return {
    async root() {
      if (digest) return readSmall(fileOf(digest), `image ${digest}`)
      const index = readManifest(parseDocument(readSmall(join(directory, 'index.json'), 'image layout')))
      if (!('manifests' in index)) throw invalidImage(`${directory}/index.json is no index.`)
      return encode(taggedOrRefused(index, directory, tag))
    },
    manifest: async (descriptor) => readSmall(fileOf(descriptor.digest), `image ${descriptor.digest}`),
    async blob(descriptor) {
      const path = fileOf(descriptor.digest)
      if (!isFile(path)) throw new BadImage('ImageDeleted', `There is no blob ${descriptor.digest} at ${directory}.`)
      return createReadStream(path, { highWaterMark: 1 << 18 })
    },
    close: async () => {},
  }
}

function taggedOrRefused(index: Index, directory: string, tag?: string): Index {
  const tagged = taggedIn(index, tag)
  if (tagged.manifests.length > 0) return tagged
  throw new BadImage('ImageDeleted', `There is no image ${tag ?? ''} at ${directory}.`)
}

function readSmall(path: string, what: string): Uint8Array {
  if (!existsSync(path))
    throw new BadImage('ImageDeleted', `There is no ${what} at ${path} on the machine that runs Roost.`)
  if (!isFile(path) || statSync(path).size > documentBytesMax) throw invalidImage(`${path} is no document of an image.`)
  return readFileSync(path)
}

const isFile = (path: string): boolean => statSync(path, { throwIfNoEntry: false })?.isFile() ?? false
const encode = (document: unknown): Uint8Array => Buffer.from(JSON.stringify(document))
