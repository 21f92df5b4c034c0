/** Where an image is. `digest` is that of its manifest: with it, there is one image and no other. */
export type ImageReference = { digest?: string; tag?: string } & (
  | { kind: 'layout' | 'archive'; path: string }
  | { kind: 'registry'; host: string; repository: string }
)

const digestPattern = /^sha256:[0-9a-f]{64}$/
const tagPattern = /^\w[\w.-]{0,127}$/
const hostPattern = /^(?:localhost|[a-z0-9-]+(?:\.[a-z0-9-]+)+|\[[0-9a-f:]+\])(?::\d{1,5})?$|^[a-z0-9-]+:\d{1,5}$/i
const repositoryPattern = /^[a-z0-9]+(?:[._-]+[a-z0-9]+)*(?:\/[a-z0-9]+(?:[._-]+[a-z0-9]+)*)*$/
const prefixes = { oci: 'layout', 'oci-archive': 'archive' } as const

export const isDigest = (text: unknown): text is string => typeof text === 'string' && digestPattern.test(text)

/**
 * `registry/repository:tag`, `registry/repository@sha256:…` as Lambda takes them; and of this machine `oci:/layout:tag`
 * (a directory, OCI Image Layout) and `oci-archive:/file.tar:tag` (such a directory, or what `docker save` writes).
 * Undefined for all else.
 */
export function parseImageReference(uri: string): ImageReference | undefined {
  const [, prefix, local] = /^(oci|oci-archive):(\/.+)$/s.exec(uri) ?? []
  const { name, tag, digest } = divide(local ?? uri)
  if (digest !== undefined && !isDigest(digest)) return undefined
  if (tag !== undefined && !tagPattern.test(tag)) return undefined
  const which = { ...(tag !== undefined && { tag }), ...(digest !== undefined && { digest }) }
  if (prefix) return { kind: prefixes[prefix as keyof typeof prefixes], path: name, ...which }
  const slash = name.indexOf('/')
  const [host, repository] = [name.slice(0, slash), name.slice(slash + 1)]
  if (!hostPattern.test(host) || !repositoryPattern.test(repository)) return undefined
  return { kind: 'registry', host, repository, ...which }
}

function divide(text: string): { name: string; tag?: string; digest?: string } {
  const at = text.indexOf('@sha256:')
  const [named, digest] = at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)]
  const [, name, tag] = /^(.+):([^:/]*)$/s.exec(named) ?? []
  return name !== undefined && name.includes('/') ? { name, tag, digest } : { name: named, digest }
}

/** The image with this manifest and no other. */
export function resolvedUri(reference: ImageReference, digest: string): string {
  if (reference.kind === 'registry') return `${reference.host}/${reference.repository}@${digest}`
  return `${reference.kind === 'layout' ? 'oci' : 'oci-archive'}:${reference.path}@${digest}`
}
