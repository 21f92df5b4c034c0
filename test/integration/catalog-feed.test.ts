import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { empty } from '../../src/base/bytes.ts'
import { systemClock } from '../../src/base/clock.io.ts'
import { SeededRandom } from '../../src/base/random.ts'
import { type Catalog, followCatalog, openCatalog, type ToldChange, tellCatalog } from '../../src/catalog/catalog.ts'
import { keepSnapshot, restoreCatalog } from '../../src/catalog/snapshot.io.ts'
import { openSqliteCatalogRows } from '../../src/engines/sqlite/catalog-rows.io.ts'
import { LinkLost, type Message } from '../../src/link/link.ts'
import { connectLink } from '../../src/link/link-client.io.ts'
import { serveLink } from '../../src/link/link-server.io.ts'

const directory = mkdtempSync(join(tmpdir(), 'roost-feed-'))
after(() => rmSync(directory, { recursive: true }))
const socket = join(directory, 'events.sock')
const database = join(directory, 'catalog.sqlite')

/** The process that owns the catalog: rows on disk, a copy of its own, and the feed. */
async function owner() {
  const rows = openSqliteCatalogRows(database)
  const catalog = openCatalog()
  catalog.apply(rows.since(0, 1_000_000) as Parameters<Catalog['apply']>[0])
  const source = { since: rows.since.bind(rows), subscribe: catalog.subscribe.bind(catalog) }
  async function* tell(head: unknown, signal: AbortSignal): AsyncGenerator<Message> {
    for await (const page of tellCatalog(source, head as number, signal)) yield { head: page, body: empty }
  }
  const server = await serveLink(socket, { calls: {}, topics: { catalog: tell } }, systemClock)
  return {
    put(key: string, value: unknown) {
      const result = rows.commit([{ kind: 'tags', key, value }])
      assert.ok(result.committed)
      catalog.apply(result.rows as Parameters<Catalog['apply']>[0])
    },
    async end() {
      await server.close()
      rows.close()
    },
  }
}

/** A process that follows: resolves with the error that ended the feed. */
async function follow(catalog: Catalog): Promise<{ ended: Promise<unknown>; close: () => void }> {
  const up = Promise.withResolvers<void>()
  const link = connectLink(socket, { clock: systemClock, random: new SeededRandom(1), onConnected: () => up.resolve() })
  await up.promise
  async function* pages(): AsyncGenerator<ToldChange[]> {
    const signal = new AbortController().signal
    for await (const { head } of link.subscribe('catalog', catalog.revision, signal)) yield head as ToldChange[]
  }
  return { ended: followCatalog(catalog, pages()).catch((error: unknown) => error), close: () => link.close() }
}

/** A limit to waiting, so that what never comes is a failure with a name. */
function soon(): AbortSignal {
  const patience = new AbortController()
  setTimeout(() => patience.abort(new Error('not told in time')), 5_000).unref()
  return patience.signal
}

test('a follower hears what was, what changes, and what changed while it or its owner was away', async () => {
  const path = join(directory, 'snapshot.jsonl')
  const first = await owner()
  for (let at = 0; at < 1500; at++) first.put(`k${at}`, { tags: { at: String(at) } })
  const catalog = openCatalog()
  const keeper = keepSnapshot(path, catalog, { clock: systemClock, complain: (error) => assert.fail(String(error)) })
  const following = await follow(catalog)
  await catalog.reached(1500, soon())
  first.put('k7', undefined)
  await catalog.reached(1501, soon())
  await first.end()
  assert.ok((await following.ended) instanceof LinkLost)
  assert.equal([...catalog.list('tags', '')].length, 1499)
  following.close()
  await keeper.close()

  const restored = await restoreCatalog(path)
  assert.equal(restored.revision, 1501)
  const second = await owner()
  second.put('late', { tags: {} })
  const again = await follow(restored)
  await restored.reached(1502, soon())
  assert.deepEqual([restored.get('tags', 'late'), restored.get('tags', 'k7')], [{ tags: {} }, undefined])
  await second.end()
  await again.ended
  again.close()
})
