import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ImageResolution } from '../../lambda/images.ts'
import { openArchive } from './archive-source.io.ts'
import { BadImage, invalidImage } from './bad-image.ts'
import {
  chooseManifest,
  type Descriptor,
  imageArchitecture,
  type Manifest,
  packingOf,
  readConfig,
  readManifest,
} from './image-manifest.ts'
import { type ImageReference, parseImageReference, resolvedUri } from './image-reference.ts'
import type { ImageSource } from './image-source.ts'
import type { ImageDefaults, ImageLease, Images } from './images.ts'
import { type HeldLayer, LayerShelf } from './layer-shelf.io.ts'
import { openLayout } from './layout-source.io.ts'
import { parseDocument, readDocument, sha256 } from './read-document.io.ts'
import { dockerLogins, type Logins } from './registry-login.io.ts'
import { openRegistry } from './registry-source.io.ts'
import { unpackApart } from './unpack-apart.io.ts'
import { unpackLayer } from './unpack-layer.io.ts'

export interface ImageStoreOptions {
  /** Its own; what was unpacked into it is found again by the next worker. */
  directory: string
  /** Of unpacked layers that no environment uses. */
  bytesMax?: number
  /** Default: those of `docker login`. */
  logins?: Logins
}

/** Lambda Developer Guide: quotas. Uncompressed, all layers. */
const imageBytesMax = 10 * 2 ** 30
const shelfBytesMax = 20 * 2 ** 30
const indexDepthMax = 3
const smallLayerBytesMax = 64 * 1024

export const openImages = (options: ImageStoreOptions): Images => new ImageStore(options)

interface Described {
  digest: string
  manifest: Manifest
  diffIds: readonly string[]
  defaults: ImageDefaults
}

class ImageStore implements Images {
  readonly #scratch: string
  readonly #described: string
  readonly #shelf: LayerShelf
  readonly #architecture = imageArchitecture(process.arch)
  readonly #logins: Logins

  constructor({ directory, bytesMax = shelfBytesMax, logins = dockerLogins() }: ImageStoreOptions) {
    this.#logins = logins
    this.#scratch = join(directory, 'scratch')
    this.#described = join(directory, 'described')
    rmSync(this.#scratch, { recursive: true, force: true })
    mkdirSync(this.#described, { recursive: true, mode: 0o711 })
    this.#shelf = new LayerShelf(join(directory, 'layers'), bytesMax)
  }

  async resolve(uri: string): Promise<ImageResolution> {
    const reference = parseImageReference(uri)
    if (!reference) return { refused: notValid(uri) }
    try {
      const { digest } = await this.#describe(reference)
      return { uri: resolvedUri(reference, digest), digest }
    } catch (error) {
      if (!(error instanceof BadImage)) throw error
      if (error.fault === 'ImageAccessDenied') return { unknown: error.message }
      if (error.fault === 'InvalidImage') return { refused: `${notValid(uri)} ${error.message}` }
      return { refused: `Source image ${uri} does not exist. Provide a valid source image. ${error.message}` }
    }
  }

  async lease(uri: string): Promise<ImageLease> {
    const reference = parseImageReference(uri)
    if (!reference) throw invalidImage(notValid(uri))
    const known = reference.digest === undefined ? undefined : this.#remembered(reference.digest)
    const opening = new Opening(() => this.#open(reference, false))
    const held: HeldLayer[] = []
    const release = () => {
      for (const layer of held.splice(0)) layer.release()
    }
    try {
      const described = known ?? (await this.#describe(reference))
      await this.#holdLayers(described, opening, held)
      // Of equal layers the topmost hides the others.
      const layers = [...new Set(held.map(({ path }) => path).toReversed())]
      return { ...described.defaults, directory: this.#shelf.directory, layers, release }
    } catch (error) {
      release()
      throw error
    } finally {
      await opening.close()
    }
  }

  async close(): Promise<void> {
    rmSync(this.#scratch, { recursive: true, force: true })
  }

  async #holdLayers({ manifest, diffIds }: Described, opening: Opening, held: HeldLayer[]) {
    let left = imageBytesMax
    for (const [at, layer] of manifest.layers.entries()) {
      const diffId = diffIds[at]!
      const unpack = async (into: string) => {
        const source = await opening.source()
        const content = await source.blob(layer)
        const packed = { content, packing: packingOf(layer), digest: layer.digest, diffId, bytesMax: left }
        return isSmall(layer) ? unpackLayer(packed, into) : unpackApart(packed, into)
      }
      const one = await this.#shelf.hold(diffId, unpack)
      held.push(one)
      left -= one.bytes
      if (left < 0) throw invalidImage(`The image unpacks to more than Lambda's 10 GB.`)
    }
  }

  async #describe(reference: ImageReference): Promise<Described> {
    const source = await this.#open(reference, true)
    try {
      const { digest, manifest } = await this.#findManifest(source, reference.digest)
      const config = parseDocument(await readDocument(source, manifest.config))
      const described = { digest, manifest, ...readConfig(config, manifest, this.#architecture) }
      this.#remember(described)
      return described
    } finally {
      await source.close()
    }
  }

  async #findManifest(source: ImageSource, wanted?: string): Promise<{ digest: string; manifest: Manifest }> {
    let bytes = await source.root()
    if (wanted !== undefined && sha256(bytes) !== wanted) throw invalidImage(`The content of ${wanted} is another.`)
    for (let depth = 0; depth < indexDepthMax; depth++) {
      const read = readManifest(parseDocument(bytes))
      if (!('manifests' in read)) return { digest: sha256(bytes), manifest: read }
      const chosen = chooseManifest(read, this.#architecture)
      bytes = await source.manifest(chosen)
      if (sha256(bytes) !== chosen.digest) throw invalidImage(`The content of ${chosen.digest} is another.`)
    }
    throw invalidImage('An index within an index within an index.')
  }

  #open(reference: ImageReference, documentsOnly: boolean): Promise<ImageSource> | ImageSource {
    if (reference.kind === 'registry') return openRegistry(reference, this.#logins)
    if (reference.kind === 'layout') return openLayout(reference.path, reference)
    return openArchive({ ...reference, scratch: this.#scratch, documentsOnly })
  }

  #remembered(digest: string): Described | undefined {
    const path = this.#pathOf(digest)
    return existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Described) : undefined
  }

  /** An image whose layers are all unpacked needs its source no more. */
  #remember(described: Described): void {
    const path = this.#pathOf(described.digest)
    if (existsSync(path)) return
    const partial = mkdtempSync(join(this.#described, 'partial-'))
    writeFileSync(join(partial, 'image'), JSON.stringify(described))
    renameSync(join(partial, 'image'), path)
    rmSync(partial, { recursive: true, force: true })
  }

  #pathOf(digest: string): string {
    return join(this.#described, digest.slice('sha256:'.length))
  }
}

/** Opened when first needed. */
class Opening {
  readonly #open: () => Promise<ImageSource> | ImageSource
  #opened: Promise<ImageSource> | undefined

  constructor(open: () => Promise<ImageSource> | ImageSource) {
    this.#open = open
  }

  source(): Promise<ImageSource> {
    this.#opened ??= Promise.resolve(this.#open())
    return this.#opened
  }

  async close(): Promise<void> {
    await (await this.#opened?.catch(() => undefined))?.close()
  }
}

/** A process takes longer to start. */
const isSmall = ({ size }: Descriptor): boolean => size > 0 && size <= smallLayerBytesMax

const notValid = (uri: string): string => `Source image ${uri} is not valid. Provide a valid source image.`
