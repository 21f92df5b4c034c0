import { BadImage } from './bad-image.ts'
import type { ImageReference } from './image-reference.ts'
import { documentBytesMax, type ImageSource } from './image-source.ts'
import { gather } from './read-document.io.ts'

type RegistryReference = Extract<ImageReference, { kind: 'registry' }>

const manifestTypes = [
  'application/vnd.oci.image.manifest.v1+json',
  'application/vnd.oci.image.index.v1+json',
  'application/vnd.docker.distribution.manifest.v2+json',
  'application/vnd.docker.distribution.manifest.list.v2+json',
].join(', ')
const answerMs = 20_000
const blobMs = 15 * 60_000

/** An image in a registry (OCI Distribution Specification 1.1; the token server as Docker's registries have it). */
export function openRegistry(reference: RegistryReference): ImageSource {
  const { host, repository, tag = 'latest', digest } = reference
  const registry = new Registry(host, repository)
  const manifest = async (which: string) => gather(await registry.get(`manifests/${which}`, manifestTypes, answerMs))
  return {
    root: () => manifest(digest ?? tag),
    manifest: (descriptor) => manifest(descriptor.digest),
    blob: ({ digest: of, size }) =>
      registry.get(`blobs/${of}`, 'application/octet-stream', size > documentBytesMax ? blobMs : answerMs),
    close: async () => {},
  }
}

class Registry {
  readonly #base: string
  readonly #name: string
  readonly #loopback: boolean
  #token: string | undefined

  constructor(host: string, repository: string) {
    const at = new URL(`http://${host === 'docker.io' ? 'registry-1.docker.io' : host}`)
    this.#loopback = isLoopback(at.hostname)
    this.#base = `${this.#loopback ? 'http' : 'https'}://${at.host}/v2/${repository}/`
    this.#name = `${host}/${repository}`
  }

  async get(path: string, accept: string, timeoutMs: number): Promise<AsyncIterable<Uint8Array>> {
    const ask = () => {
      const headers = { accept, ...(this.#token && { authorization: `Bearer ${this.#token}` }) }
      return this.#fetch(`${this.#base}${path}`, { headers, signal: AbortSignal.timeout(timeoutMs) })
    }
    let answer = await ask()
    if (answer.status === 401) {
      const challenge = answer.headers.get('www-authenticate') ?? ''
      await answer.body?.cancel()
      this.#token = await this.#tokenFor(challenge)
      answer = await ask()
    }
    if (answer.ok && answer.body) return answer.body
    await answer.body?.cancel()
    if (answer.status === 404) throw new BadImage('ImageDeleted', `${this.#name} has no ${path}.`)
    throw new BadImage('ImageAccessDenied', `${this.#name} answered ${answer.status} for ${path}.`)
  }

  /** Anonymous: Roost keeps no passwords of registries. */
  async #tokenFor(challenge: string): Promise<string> {
    const said = Object.fromEntries([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]))
    const realm = URL.parse(said.realm ?? '')
    const sound = realm?.protocol === 'https:' || (this.#loopback && realm && isLoopback(realm.hostname))
    if (!/^bearer /i.test(challenge) || !realm || !sound)
      throw new BadImage('ImageAccessDenied', `${this.#name} wants a password; Roost pulls as anybody may.`)
    if (said.service) realm.searchParams.set('service', said.service)
    if (said.scope) realm.searchParams.set('scope', said.scope)
    const answer = await this.#fetch(realm.href, { signal: AbortSignal.timeout(answerMs) })
    const body = answer.ok ? ((await answer.json().catch(() => ({}))) as Record<string, unknown>) : {}
    const token = body.token ?? body.access_token
    if (typeof token === 'string') return token
    throw new BadImage('ImageAccessDenied', `${this.#name} gives no token to who is not known there.`)
  }

  async #fetch(url: string, options: RequestInit): Promise<Response> {
    try {
      return await fetch(url, options)
    } catch (error) {
      const { cause } = error as { cause?: Error }
      throw new BadImage('ImageAccessDenied', `${this.#name} cannot be reached: ${(cause ?? (error as Error)).message}`)
    }
  }
}

const isLoopback = (hostname: string): boolean =>
  hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname)
