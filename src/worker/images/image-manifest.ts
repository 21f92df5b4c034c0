import { invalidImage } from './bad-image.ts'
import { isDigest } from './image-reference.ts'
import type { ImageDefaults } from './images.ts'

/** OCI Image Format Specification: descriptor. */
export interface Descriptor {
  mediaType: string
  digest: string
  size: number
  platform?: { os?: string; architecture?: string }
  annotations?: Readonly<Record<string, string>>
}

export interface Manifest {
  config: Descriptor
  layers: readonly Descriptor[]
}

export interface Index {
  manifests: readonly Descriptor[]
}

/** OCI Image Format Specification: image configuration. */
export interface ImageConfig {
  architecture?: string
  os?: string
  config?: { Entrypoint?: string[] | null; Cmd?: string[] | null; WorkingDir?: string; Env?: string[] | null }
  rootfs?: { type?: string; diff_ids?: string[] }
}

/** How the layers of an image are packed. */
export type Packing = 'plain' | 'gzip' | 'zstd'

const packings: Readonly<Record<string, Packing>> = {
  'application/vnd.oci.image.layer.v1.tar': 'plain',
  'application/vnd.oci.image.layer.v1.tar+gzip': 'gzip',
  'application/vnd.oci.image.layer.v1.tar+zstd': 'zstd',
  'application/vnd.docker.image.rootfs.diff.tar': 'plain',
  'application/vnd.docker.image.rootfs.diff.tar.gzip': 'gzip',
}

export const packingOf = ({ mediaType }: Descriptor): Packing =>
  packings[mediaType] ?? unsupported(`media type ${mediaType}`)

const unsupported = (what: string): never => {
  throw invalidImage(`The image manifest, config or layer media type for the source image is not supported: ${what}.`)
}

/** As people name processors in images (GOARCH). */
export const imageArchitecture = (host: string): string => (host === 'x64' ? 'amd64' : host)

/** The one image of an index that is for this processor. */
export function chooseManifest({ manifests }: Index, architecture: string): Descriptor {
  const fits = manifests.filter(
    ({ platform }) => !platform || (platform.os === 'linux' && platform.architecture === architecture),
  )
  if (fits.length > 1 && new Set(fits.map(({ digest }) => digest)).size > 1)
    throw invalidImage(`There are ${fits.length} images for linux/${architecture}: name one by its tag.`)
  const [found] = fits
  if (!found) throw invalidImage(`There is no image for linux/${architecture}.`)
  return found
}

/** Of an image layout's index: those that carry the tag. */
export function taggedIn({ manifests }: Index, tag: string | undefined): Index {
  if (tag === undefined) return { manifests }
  const carries = ({ annotations = {} }: Descriptor) =>
    annotations['org.opencontainers.image.ref.name'] === tag ||
    annotations['io.containerd.image.name']?.endsWith(`:${tag}`)
  return { manifests: manifests.filter(carries) }
}

/** Checks what others wrote; a manifest or an index of them. */
export function readManifest(document: unknown): Manifest | Index {
  const { manifests, config, layers } = (document ?? {}) as Partial<Manifest & Index>
  if (Array.isArray(manifests) && manifests.every(isDescriptor)) return { manifests }
  if (!isDescriptor(config) || !Array.isArray(layers) || !layers.every(isDescriptor))
    return unsupported('neither a manifest nor an index')
  for (const layer of layers) packingOf(layer)
  return { config, layers }
}

const isDescriptor = (value: unknown): value is Descriptor => {
  const { mediaType, digest, size } = (value ?? {}) as Partial<Descriptor>
  return typeof mediaType === 'string' && isDigest(digest) && Number.isSafeInteger(size) && size! >= 0
}

/** Checks that it belongs to the manifest and to this processor. Answers the digests of the unpacked layers. */
export function readConfig(document: unknown, { layers }: Manifest, architecture: string) {
  const config = (document ?? {}) as ImageConfig
  const diffIds = config.rootfs?.diff_ids
  if (!Array.isArray(diffIds) || !diffIds.every(isDigest) || diffIds.length !== layers.length)
    throw invalidImage('The configuration of the image does not tell of the same layers as its manifest.')
  if (config.architecture !== architecture || (config.os ?? 'linux') !== 'linux')
    throw invalidImage(`The image is for ${config.os}/${config.architecture}; this machine is linux/${architecture}.`)
  return { diffIds, defaults: defaultsOf(config) }
}

function defaultsOf({ config = {} }: ImageConfig): ImageDefaults {
  const pairs = (config.Env ?? []).map((line) => {
    const at = line.indexOf('=')
    return at === -1 ? [line, ''] : [line.slice(0, at), line.slice(at + 1)]
  })
  return {
    entryPoint: config.Entrypoint ?? [],
    command: config.Cmd ?? [],
    workingDirectory: config.WorkingDir || '/',
    variables: Object.fromEntries(pairs) as Record<string, string>,
  }
}
