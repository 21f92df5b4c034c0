import { join } from 'node:path'
import { systemClock } from '../base/clock.io.ts'
import { type Catalog, followCatalog, type ToldChange } from '../catalog/catalog.ts'
import { keepSnapshot, restoreCatalog } from '../catalog/snapshot.io.ts'
import type { LinkClient } from '../link/link.ts'

export interface CatalogCopy {
  catalog: Catalog
  /** Follows the owner's feed from what this copy knows, until closed. */
  follow(link: LinkClient): void
  close(): Promise<void>
}

/** What exists, in this process: from the last snapshot, then told by the events process for as long as that is there. */
export async function openCatalogCopy(dataDirectory: string, complain: (error: unknown) => void): Promise<CatalogCopy> {
  const path = join(dataDirectory, 'catalog-copy.jsonl')
  const catalog = await restoreCatalog(path)
  const keeper = keepSnapshot(path, catalog, { clock: systemClock, complain })
  const closing = new AbortController()
  async function* pages(link: LinkClient): AsyncGenerator<ToldChange[]> {
    for await (const { head } of link.subscribe('catalog', catalog.revision, closing.signal)) yield head as ToldChange[]
  }
  return {
    catalog,
    follow(link) {
      // Ends with the connection; the link's next one follows anew.
      followCatalog(catalog, pages(link)).catch(() => {})
    },
    async close() {
      closing.abort()
      await keeper.close()
    },
  }
}
