import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { utf8 } from '../../src/base/bytes.ts'
import { systemDigest } from '../../src/base/digest.io.ts'
import type { BlobId } from '../../src/base/identity.ts'
import { openFileBlobs } from '../../src/engines/files/blobs.io.ts'
import { openMemoryBlobs } from '../../src/engines/memory/blobs.ts'

const directory = mkdtempSync(join(tmpdir(), 'roost-blobs-'))
after(() => rmSync(directory, { recursive: true }))
let folders = 0
const newPath = () => join(directory, String(++folders))

const engines = {
  memory: () => openMemoryBlobs(systemDigest),
  files: () => openFileBlobs(newPath()),
}

for (const [engine, open] of Object.entries(engines)) {
  describe(`blobs in ${engine}`, () => {
    test('bytes come back under the hash of their content', async () => {
      const blobs = open()
      const bytes = utf8('a package')
      const id = await blobs.put(bytes)
      assert.equal(id, createHash('sha256').update(bytes).digest('hex'))
      assert.deepEqual(Buffer.from((await blobs.get(id))!), Buffer.from(bytes))
    })

    test('the same bytes may be written at once from many sides', async () => {
      const blobs = open()
      const ids = await Promise.all(Array.from({ length: 8 }, () => blobs.put(utf8('same'))))
      assert.equal(new Set(ids).size, 1)
      assert.deepEqual(Buffer.from((await blobs.get(ids[0]!))!), Buffer.from('same'))
    })

    test('all that are there are listed', async () => {
      const blobs = open()
      const ids = await Promise.all(['a', 'b', 'c'].map((name) => blobs.put(utf8(name))))
      await blobs.delete(ids[1]!)
      assert.deepEqual(new Set(await blobs.ids()), new Set([ids[0], ids[2]]))
    })

    test('what is unknown, deleted, or no hash at all is undefined', async () => {
      const blobs = open()
      const id = await blobs.put(utf8('short-lived'))
      await blobs.delete(id)
      await blobs.delete(id)
      assert.equal(await blobs.get(id), undefined)
      assert.equal(blobs.path(id), undefined)
      const foreign = '../../../../etc/passwd' as BlobId
      assert.equal(await blobs.get(foreign), undefined)
      await blobs.delete(foreign)
    })
  })
}

test('files: the path leads to exactly these bytes, also after the folder is opened anew', async () => {
  const path = newPath()
  const id = await openFileBlobs(path).put(utf8('kept'))
  writeFileSync(join(path, 'unfinished', 'torn'), 'half a pack')
  const blobs = openFileBlobs(path)
  assert.equal(readFileSync(blobs.path(id)!, 'utf8'), 'kept')
  assert.throws(() => readFileSync(join(path, 'unfinished', 'torn')), /ENOENT/)
})
