import assert from 'node:assert/strict'
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { systemClock } from '../base/clock.io.ts'
import { type Change, openCatalog } from './catalog.ts'
import { keepSnapshot, restoreCatalog } from './snapshot.io.ts'

const directory = mkdtempSync(join(tmpdir(), 'roost-snapshot-'))
after(() => rmSync(directory, { recursive: true }))
let files = 0
const newPath = () => join(directory, `catalog-${++files}.jsonl`)
const complain = (error: unknown) => assert.fail(String(error))

const tags = (key: string, revision: number, name?: string): Change => ({
  kind: 'tags',
  key,
  revision,
  value: name === undefined ? undefined : { tags: { name } },
})

test('a process that starts anew knows what it was told before, deletions included', async () => {
  const path = newPath()
  const catalog = openCatalog()
  const keeper = keepSnapshot(path, catalog, { clock: systemClock, complain })
  catalog.apply([tags('a', 1, 'one'), tags('b', 2, 'two')])
  await keeper.flush()
  catalog.apply([tags('a', 3), tags('c', 4, 'three')])
  await keeper.close()
  const restored = await restoreCatalog(path)
  assert.equal(restored.revision, 4)
  assert.deepEqual([...restored.list('tags', '')], [...catalog.list('tags', '')])
  assert.equal(restored.revisionOf('tags', 'b'), 2)
})

test('a file torn at its end gives what came before the tear', async () => {
  const path = newPath()
  const catalog = openCatalog()
  const keeper = keepSnapshot(path, catalog, { clock: systemClock, complain })
  catalog.apply([tags('a', 1, 'one'), tags('b', 2, 'two')])
  await keeper.close()
  appendFileSync(path, '{"kind":"tags","key":"c","revi')
  const restored = await restoreCatalog(path)
  assert.deepEqual([restored.revision, [...restored.list('tags', '')].length], [2, 2])
})

test('no file and a file of another make are an empty catalog', async () => {
  const path = newPath()
  assert.equal((await restoreCatalog(path)).revision, 0)
  writeFileSync(path, '{"format":"another"}\n{"kind":"tags","key":"a","revision":7,"value":{}}\n')
  assert.equal((await restoreCatalog(path)).revision, 0)
})

test('a resource that changes for ever does not make the file grow for ever, and changes during a rewrite are kept', async () => {
  const path = newPath()
  const catalog = openCatalog()
  const keeper = keepSnapshot(path, catalog, { clock: systemClock, complain })
  let revision = 0
  for (let round = 0; round < 40; round++) {
    catalog.apply(Array.from({ length: 100 }, () => tags('a', ++revision, `${revision}`)))
    const flushed = keeper.flush()
    catalog.apply([tags(`during-${round}`, ++revision, 'x')])
    await flushed
  }
  await keeper.close()
  assert.ok(readFileSync(path, 'utf8').split('\n').length < 2500)
  const restored = await restoreCatalog(path)
  assert.deepEqual([...restored.list('tags', '')], [...catalog.list('tags', '')])
  assert.equal(restored.revision, revision)
})
