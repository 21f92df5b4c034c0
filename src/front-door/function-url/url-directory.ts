import type { Catalog } from '../../catalog/catalog.ts'
import type { UrlRecord } from '../../lambda/resources.ts'

/** Function URLs by their ids, kept up with the catalog. */
export class UrlDirectory {
  readonly #byId = new Map<string, UrlRecord>()
  readonly #ids = new Map<string, string>()

  constructor(catalog: Pick<Catalog, 'list' | 'subscribe'>) {
    for (const [key, record] of catalog.list('function-url', '')) this.#put(key, record)
    catalog.subscribe((changes) => {
      for (const { kind, key, value } of changes)
        if (kind === 'function-url') this.#put(key, value as UrlRecord | undefined)
    })
  }

  find(urlId: string): UrlRecord | undefined {
    return this.#byId.get(urlId)
  }

  #put(key: string, record: UrlRecord | undefined): void {
    const before = this.#ids.get(key)
    if (before !== undefined) this.#byId.delete(before)
    this.#ids.delete(key)
    if (!record) return
    this.#ids.set(key, record.urlId)
    this.#byId.set(record.urlId, record)
  }
}

export interface UrlAddress {
  urlId: string
  /** As the function sees it. */
  path: string
}

/** `http://<id>.lambda-url.<region>.localhost:7667/path`, or `/_roost/url/<id>/path` where no such name resolves. */
export function readUrlAddress(host: string, path: string): UrlAddress | undefined {
  const byHost = /^([a-z0-9]+)\.lambda-url\.[a-z0-9-]+\.[a-z0-9.-]+(?::\d+)?$/i.exec(host)
  if (byHost) return { urlId: byHost[1]!.toLowerCase(), path }
  const byPath = /^\/_roost\/url\/([a-z0-9]+)(\/.*)?$/.exec(path)
  return byPath ? { urlId: byPath[1]!, path: byPath[2] ?? '/' } : undefined
}
