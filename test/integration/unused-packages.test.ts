import assert from 'node:assert/strict'
import { test } from 'node:test'
import { utf8 } from '../../src/base/bytes.ts'
import { systemDigest } from '../../src/base/digest.io.ts'
import type { Catalog } from '../../src/catalog/catalog.ts'
import { sweepPackages } from '../../src/control-plane/control-plane.ts'
import { openMemoryBlobs } from '../../src/engines/memory/blobs.ts'

test('packages stay while a version, what serves in its place, or a layer names them; others go', async () => {
  const blobs = openMemoryBlobs(systemDigest)
  const put = (name: string) => blobs.put(utf8(name))
  const zip = async (name: string) => ({ kind: 'zip', blob: await put(name) })
  const rows: Record<string, object[]> = {
    version: [
      {
        code: await zip('new'),
        layers: [{ blob: await put('layer of a version, deleted since') }],
        serving: { code: await zip('serves until the new one does'), layers: [{ blob: await put('its layer') }] },
      },
      { code: { kind: 'folder', path: '/home' }, layers: [] },
    ],
    'layer-version': [{ blob: await put('layer') }],
  }
  const catalog = { list: (kind: string) => rows[kind]!.map((row) => ['key', row]) } as unknown as Catalog
  const used = await blobs.ids()
  const unused = [await put('replaced'), await put('of a function that is gone')]
  assert.equal(await sweepPackages(catalog, blobs), 2)
  assert.deepEqual(new Set(await blobs.ids()), new Set(used))
  for (const id of unused) assert.equal(await blobs.get(id), undefined)
})
