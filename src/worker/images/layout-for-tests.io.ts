import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, realpathSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'
import { type Headers, pack } from 'tar-stream'
import type { ImageConfig } from './image-manifest.ts'

/** One entry of a layer: a plain file by its content, or whatever its header says. */
export type LayerEntry = string | Buffer | (Partial<Headers> & { content?: Buffer })

/** By name, in this order. */
export type LayerContent = Readonly<Record<string, LayerEntry>>

export interface TestImage {
  layers: readonly (LayerContent | Buffer)[]
  config?: ImageConfig['config']
  tag?: string
  /** More of the configuration than an image has of itself. */
  more?: Partial<ImageConfig>
}

export async function tarOf(content: LayerContent): Promise<Buffer> {
  const archive = pack()
  for (const [name, entry] of Object.entries(content)) {
    if (typeof entry === 'string' || Buffer.isBuffer(entry))
      archive.entry({ name, mode: 0o755, mtime: new Date(1e12) }, entry)
    else archive.entry({ name, mode: 0o755, mtime: new Date(1e12), ...entry } as Headers, entry.content)
  }
  archive.finalize()
  return buffer(archive)
}

const digestOf = (bytes: Uint8Array) => `sha256:${createHash('sha256').update(bytes).digest('hex')}`

/** Writes an image into a layout directory, beside those that are there. Answers the digest of its manifest. */
export async function writeImage(directory: string, { layers, config, tag, more }: TestImage): Promise<string> {
  const blobs = join(directory, 'blobs/sha256')
  mkdirSync(blobs, { recursive: true })
  const keep = (bytes: Uint8Array, mediaType: string) => {
    writeFileSync(join(blobs, digestOf(bytes).slice(7)), bytes)
    return { mediaType, digest: digestOf(bytes), size: bytes.length }
  }
  const tars = await Promise.all(layers.map(async (layer) => (Buffer.isBuffer(layer) ? layer : tarOf(layer))))
  const rootfs = { type: 'layers', diff_ids: tars.map(digestOf) }
  const architecture = process.arch === 'x64' ? 'amd64' : process.arch
  const described = { architecture, os: 'linux', config, rootfs, ...more }
  const manifest = {
    schemaVersion: 2,
    mediaType: 'application/vnd.oci.image.manifest.v1+json',
    config: keep(Buffer.from(JSON.stringify(described)), 'application/vnd.oci.image.config.v1+json'),
    layers: tars.map((tar) => keep(gzipSync(tar), 'application/vnd.oci.image.layer.v1.tar+gzip')),
  }
  const kept = keep(Buffer.from(JSON.stringify(manifest)), manifest.mediaType)
  const before = indexOf(directory).filter(({ annotations }) => annotations?.[refName] !== tag)
  const manifests = [...before, { ...kept, ...(tag && { annotations: { [refName]: tag } }) }]
  writeFileSync(join(directory, 'index.json'), JSON.stringify({ schemaVersion: 2, manifests }))
  writeFileSync(join(directory, 'oci-layout'), JSON.stringify({ imageLayoutVersion: '1.0.0' }))
  return kept.digest
}

const refName = 'org.opencontainers.image.ref.name'

function indexOf(directory: string): { annotations?: Record<string, string> }[] {
  try {
    return JSON.parse(readFileSync(join(directory, 'index.json'), 'utf8')).manifests
  } catch {
    return []
  }
}

/** This host's bash with its libraries: all that the runtime below needs. */
export function bashLayer(): LayerContent {
  const needs = execFileSync('ldd', ['/bin/bash'], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => /(\/\S+) \(0x/.exec(line)?.[1] ?? [])
  return Object.fromEntries(['/bin/bash', ...needs].map((path) => [path.slice(1), readFileSync(realpathSync(path))]))
}

/** A runtime interface in bash alone. Its answer is made by the file of its first argument, from `$event`. */
export const bashRuntime = `#!/bin/bash
host=\${AWS_LAMBDA_RUNTIME_API%:*} port=\${AWS_LAMBDA_RUNTIME_API#*:} api=/2018-06-01/runtime/invocation
while :; do
  exec 7<>"/dev/tcp/$host/$port"
  printf 'GET %s/next HTTP/1.1\\r\\nHost: lambda\\r\\nConnection: close\\r\\n\\r\\n' "$api" >&7
  while IFS= read -r line <&7 && line=\${line%$'\\r'} && [ "$line" ]; do
    case \${line,,} in
      lambda-runtime-aws-request-id:*) id=\${line#*: } ;;
      content-length:*) length=\${line#*: } ;;
    esac
  done
  LC_ALL=C IFS= read -r -N "$length" event <&7
  exec 7>&-
  answer=$(. "$1")
  exec 7<>"/dev/tcp/$host/$port"
  printf 'POST %s/%s/response HTTP/1.1\\r\\nHost: lambda\\r\\nConnection: close\\r\\nContent-Length: %d\\r\\n\\r\\n%s' "$api" "$id" \${#answer} "$answer" >&7
  IFS= read -r line <&7
  exec 7>&-
done
`
