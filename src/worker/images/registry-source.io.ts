import { BadImage } from './bad-image.ts'
import type { ImageReference } from './image-reference.ts'
import { documentBytesMax, type ImageSource } from './image-source.ts'
import { gather } from './read-document.io.ts'
import type { Logins } from './registry-login.io.ts'

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
export function openRegistry(reference: RegistryReference, logins: Logins): ImageSource {
  const { host, repository, tag = 'latest', digest } = reference
  const registry = new Registry({ host, repository, login: logins(host) })
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
  readonly #login: string | undefined
  #authorization: string | undefined

  constructor({ host, repository, login }: { host: string; repository: string; login: string | undefined }) {
    const at = new URL(`http://${host === 'docker.io' ? 'registry-1.docker.io' : host}`)
    this.#loopback = isLoopback(at.hostname)
    this.#base = `${this.#loopback ? 'http' : 'https'}://${at.host}/v2/${repository}/`
    this.#name = `${host}/${repository}`
    this.#login = login
  }

  async get(path: string, accept: string, timeoutMs: number): Promise<AsyncIterable<Uint8Array>> {
    const ask = () => {
      const headers = { accept, ...(this.#authorization && { authorization: this.#authorization }) }
      return this.#fetch(`${this.#base}${path}`, { headers, signal: AbortSignal.timeout(timeoutMs) })
    }
    let answer = await ask()
    if (answer.status === 401) {
      const challenge = answer.headers.get('www-authenticate') ?? ''
      await answer.body?.cancel()
      this.#authorization = await this.#authorize(challenge)
      answer = await ask()
    }
    if (answer.ok && answer.body) return answer.body
    await answer.body?.cancel()
    if (answer.status === 404) throw new BadImage('ImageDeleted', `${this.#name} has no ${path}.`)
    throw new BadImage('ImageAccessDenied', `${this.#name} answered ${answer.status} for ${path}.`)
  }

  /** What the registry wants to hear: a login, or a token, which there may be for anybody. */
  async #authorize(challenge: string): Promise<string> {
    if (/^basic\b/i.test(challenge) && this.#login) return `Basic ${this.#login}`
    const said = Object.fromEntries([...challenge.matchAll(/(\w+)="([^"]*)"/g)].map(([, key, value]) => [key, value]))
    const realm = URL.parse(said.realm ?? '')
    const sound = realm?.protocol === 'https:' || (this.#loopback && realm && isLoopback(realm.hostname))
    if (!/^bearer /i.test(challenge) || !realm || !sound)
      throw new BadImage('ImageAccessDenied', `${this.#name} wants a login: docker login, as who runs Roost.`)
    if (said.service) realm.searchParams.set('service', said.service)
    if (said.scope) realm.searchParams.set('scope', said.scope)
    const headers = this.#login ? { authorization: `Basic ${this.#login}` } : undefined
    const answer = await this.#fetch(realm.href, { headers, signal: AbortSignal.timeout(answerMs) })
    const body = answer.ok ? ((await answer.json().catch(() => ({}))) as Record<string, unknown>) : {}
    const token = body.token ?? body.access_token
    if (typeof token === 'string') return `Bearer ${token}`
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
