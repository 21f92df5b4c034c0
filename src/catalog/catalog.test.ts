import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import fc from 'fast-check'
import type { Kinds } from '../lambda/resources.ts'
import { type Change, followCatalog, openCatalog, type ToldChange, tellCatalog } from './catalog.ts'

const tags = (key: string, revision: number, name?: string): Change<'tags'> => ({
  kind: 'tags',
  key,
  revision,
  value: name === undefined ? undefined : { tags: { name } },
})
const never = new AbortController().signal

describe('the copy of the catalog', () => {
  test('what it is told can be read; what is deleted is gone', () => {
    const catalog = openCatalog()
    catalog.apply([tags('a', 1, 'one'), tags('b', 2, 'two'), tags('a', 3)])
    assert.equal(catalog.get('tags', 'a'), undefined)
    assert.equal(catalog.revisionOf('tags', 'a'), 0)
    assert.deepEqual(catalog.get('tags', 'b'), { tags: { name: 'two' } })
    assert.equal(catalog.revisionOf('tags', 'b'), 2)
    assert.equal(catalog.revision, 3)
  })

  test('what it has been told already changes nothing and is told to nobody', () => {
    const catalog = openCatalog()
    catalog.apply([tags('a', 1, 'old'), tags('a', 2, 'new')])
    const told: unknown[] = []
    catalog.subscribe((changes) => told.push(changes))
    catalog.apply([tags('a', 1, 'old')])
    assert.deepEqual(catalog.get('tags', 'a'), { tags: { name: 'new' } })
    assert.deepEqual(told, [])
  })

  test('a page begins behind the last key of the page before, whatever has been deleted since', () => {
    const catalog = openCatalog()
    catalog.apply(['a/1', 'a/2', 'a/3', 'b/1'].map((key, at) => tags(key, at + 1, key)))
    const first = [...catalog.list('tags', 'a/')].map(([key]) => key).slice(0, 2)
    catalog.apply([tags('a/2', 10)])
    assert.deepEqual(first, ['a/1', 'a/2'])
    assert.deepEqual(
      [...catalog.list('tags', 'a/', 'a/2')].map(([key]) => key),
      ['a/3'],
    )
  })

  test('somebody who walks the list meets every key that stays, while others come and go', () => {
    const catalog = openCatalog()
    catalog.apply(Array.from({ length: 100 }, (_, at) => tags(`k${String(at).padStart(3, '0')}`, at + 1, 'x')))
    const met: string[] = []
    let revision = 1000
    for (const [key] of catalog.list('tags', 'k')) {
      met.push(key)
      catalog.apply([
        tags(key, ++revision),
        tags(`a${key}`, ++revision, 'before'),
        tags('k0505', ++revision, 'between'),
      ])
    }
    assert.equal(met.filter((key) => key !== 'k0505').length, 100)
    assert.equal(new Set(met).size, met.length)
  })

  test('whatever is told, keys are listed as a sorted map would list them', () => {
    const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', '-', 'Z', '1'), maxLength: 4 })
    const step = fc.record({ key, alive: fc.boolean(), list: fc.boolean() })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), key, key, (steps, prefix, after) => {
        const catalog = openCatalog()
        const model = new Set<string>()
        for (const [at, { key: name, alive, list }] of steps.entries()) {
          catalog.apply([tags(name, at + 1, alive ? 'x' : undefined)])
          if (alive) model.add(name)
          else model.delete(name)
          if (list) Array.from(catalog.list('tags', ''))
        }
        const expected = [...model].filter((name) => name.startsWith(prefix) && (after === '' || name > after)).sort()
        assert.deepEqual(
          [...catalog.list('tags', prefix, after || undefined)].map(([name]) => name),
          expected,
        )
      }),
    )
  })

  test('waiting for a revision ends when it is reached, or when the waiter gives up', async () => {
    const catalog = openCatalog()
    const patience = new AbortController()
    const reached = catalog.reached(2, never)
    const tired = catalog.reached(9, patience.signal)
    catalog.apply([tags('a', 2, 'x')])
    await reached
    patience.abort(new Error('enough'))
    await assert.rejects(tired, /enough/)
  })

  test('pages of a hundred thousand functions come at once', () => {
    const catalog = openCatalog()
    catalog.apply(Array.from({ length: 100_000 }, (_, at) => tags(`s/${at}`, at + 1, 'x')))
    Array.from(catalog.list('tags', 's/99999'))
    const begun = performance.now()
    for (let page = 0; page < 1000; page++) {
      let count = 0
      for (const _ of catalog.list('tags', 's/', `s/${page * 97}`)) if (++count === 50) break
      catalog.apply([tags(`s/new-${page}`, 200_000 + page, 'x')])
    }
    // A page that sorted or walked everything would take 20 ms and more; the bound leaves room for a slow machine.
    assert.ok(performance.now() - begun < 4000)
  })
})

describe('the feed', () => {
  test('a copy that joins late hears everything, then what changes, once and in order', async () => {
    const rows: ToldChange[] = Array.from({ length: 1200 }, (_, at) => tags(`k${at}`, at + 1, 'x'))
    const listeners = new Set<() => void>()
    const source = {
      since: (revision: number, limit: number) => rows.filter((row) => row.revision > revision).slice(0, limit),
      subscribe(listener: () => void) {
        listeners.add(listener)
        return () => void listeners.delete(listener)
      },
    }
    const ending = new AbortController()
    const catalog = openCatalog()
    const following = followCatalog(catalog, tellCatalog(source, 0, ending.signal))
    await catalog.reached(1200, never)
    rows.push({ kind: 'tags', key: 'late', revision: 1201, value: { tags: {} } satisfies Kinds['tags'] })
    for (const listener of listeners) listener()
    await catalog.reached(1201, never)
    ending.abort()
    await following
    assert.equal(listeners.size, 0)
    assert.equal([...catalog.list('tags', '')].length, 1201)
  })
})
