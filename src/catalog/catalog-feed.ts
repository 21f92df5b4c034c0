import type { Kind } from '../lambda/resources.ts'
import type { Catalog, Change, FeedSource, ToldChange } from './catalog.ts'

const changesPerPage = 500

/** Everything after `revision`, then what changes from now on, in order and without gaps, in pages; never ends by itself. */
export async function* feedChanges(
  source: FeedSource,
  revision: number,
  signal: AbortSignal,
): AsyncGenerator<ToldChange[], void, void> {
  let ring = () => {}
  const unsubscribe = source.subscribe(() => ring())
  const onAbort = () => ring()
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    while (!signal.aborted) {
      const rung = new Promise<void>((resolve) => (ring = resolve))
      const page = source.since(revision, changesPerPage)
      const last = page.at(-1)
      if (!last) await rung
      else {
        yield page
        revision = last.revision
      }
    }
  } finally {
    unsubscribe()
    signal.removeEventListener('abort', onAbort)
  }
}

/** Tells a copy what the feed says, until the feed ends. Kinds that this version does not know are kept, and harm nobody. */
export async function followChanges(catalog: Catalog, pages: AsyncIterable<readonly ToldChange[]>): Promise<void> {
  for await (const page of pages) catalog.apply(page.map(asChange))
}

const asChange = (told: ToldChange): Change => ({
  kind: told.kind as Kind,
  key: told.key,
  revision: told.revision,
  value: told.value as Change['value'],
})
