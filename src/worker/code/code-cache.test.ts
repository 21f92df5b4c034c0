import assert from 'node:assert/strict'
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, test } from 'node:test'
import fc from 'fast-check'
import { ZipFile } from 'yazl'
import type { BlobId } from '../../base/identity.ts'
import { Refused } from '../../lambda/refusals.ts'
import { openCodeCache } from './code-cache.io.ts'
import { chooseEvictions } from './code-cache.ts'

const root = mkdtempSync(join(tmpdir(), 'roost-code-'))
after(() => rmSync(root, { recursive: true, force: true }))

type Files = Record<string, string | { content: string; mode: number }>

async function zip(name: string, files: Files): Promise<string> {
  const archive = new ZipFile()
  for (const [path, file] of Object.entries(files)) {
    const { content, mode } = typeof file === 'string' ? { content: file, mode: 0o100644 } : file
    archive.addBuffer(Buffer.from(content), path, { mode, compress: content !== 'unmistakable' })
  }
  archive.end()
  const path = join(root, `${name}.zip`)
  const chunks: Buffer[] = []
  for await (const chunk of archive.outputStream) chunks.push(chunk as Buffer)
  writeFileSync(path, Buffer.concat(chunks))
  return path
}

let caches = 0
function open(blobs: Record<string, string>, bytesMax?: number) {
  const fetched: string[] = []
  const directory = join(root, `cache-${caches++}`)
  const fetchBlob = async (id: BlobId) => {
    fetched.push(id)
    return blobs[id]!
  }
  return { cache: openCodeCache({ directory, fetchBlob, bytesMax }), directory, fetched }
}

const code = (blob: string) => ({ kind: 'zip', blob: blob as BlobId }) as const
const layers = (...blobs: string[]) => blobs as BlobId[]

test('code is unpacked once, however many ask at the same time', async () => {
  const { cache, fetched } = open({ a: await zip('a', { 'index.js': 'exports.handler = 1', 'lib/deep/x.js': 'x' }) })
  const leases = await Promise.all([cache.lease(code('a'), []), cache.lease(code('a'), []), cache.lease(code('a'), [])])
  assert.deepEqual(fetched, ['a'])
  assert.equal(new Set(leases.map((lease) => lease.taskRoot)).size, 1)
  assert.equal(readFileSync(join(leases[0]!.taskRoot, 'lib/deep/x.js'), 'utf8'), 'x')
  await cache.close()
})

test('programs stay executable, and may not take on another user', async () => {
  const { cache } = open({
    m: await zip('m', { bootstrap: { content: '#!/bin/sh', mode: 0o104755 }, bare: { content: '', mode: 0 } }),
  })
  const { taskRoot } = await cache.lease(code('m'), [])
  assert.equal(statSync(join(taskRoot, 'bootstrap')).mode & 0o7777, 0o755)
  assert.equal(statSync(join(taskRoot, 'bare')).mode & 0o7777, 0o644)
  await cache.close()
})

test('of two layers the later wins', async () => {
  const { cache } = open({
    one: await zip('one', { 'nodejs/a.js': 'one', 'nodejs/b.js': 'one' }),
    two: await zip('two', { 'nodejs/b.js': 'two' }),
    f: await zip('f', { 'index.js': '' }),
  })
  const { optRoot } = await cache.lease(code('f'), layers('one', 'two'))
  assert.equal(readFileSync(join(optRoot!, 'nodejs/a.js'), 'utf8'), 'one')
  assert.equal(readFileSync(join(optRoot!, 'nodejs/b.js'), 'utf8'), 'two')
  const other = await cache.lease(code('f'), layers('two', 'one'))
  assert.equal(readFileSync(join(other.optRoot!, 'nodejs/b.js'), 'utf8'), 'one')
  await cache.close()
})

const link = (content: string) => ({ content, mode: 0o120777 })

test('links inside the package are kept', async () => {
  const { cache } = open({ l: await zip('l', { 'a/real.js': 'x', 'b/alias.js': link('../a/real.js') }) })
  const { taskRoot } = await cache.lease(code('l'), [])
  assert.equal(readlinkSync(join(taskRoot, 'b/alias.js')), '../a/real.js')
  await cache.close()
})

const hostile: Record<string, () => Promise<string>> = {
  'a link to the root': () => zip('h1', { evil: link('/etc') }),
  'a link out of the package': () => zip('h2', { 'a/evil': link('../../etc') }),
  'a link written through another': () =>
    zip('h3', { 'd/e/l': link('../..'), z: link('d/e/l/..'), 'z/new': link('x') }),
  'a name with ..': async () => rename(await zip('h4', { 'aa/evil': 'x' }), 'aa/evil', '../evil'),
  'an absolute name': async () => rename(await zip('h5', { aaaevil: 'x' }), 'aaaevil', '/tmpevl'),
  'no zip at all': async () => {
    writeFileSync(join(root, 'h6.zip'), 'not a zip')
    return join(root, 'h6.zip')
  },
  'a damaged entry': async () =>
    rename(await zip('h7', { f: { content: 'unmistakable', mode: 0o100644 } }), 'unmistakable', 'unMistakable', false),
}

/** Changes a name inside an archive, both times it is said. */
function rename(archive: string, from: string, to: string, both = true): string {
  const bytes = readFileSync(archive)
  for (let at = bytes.indexOf(from); at >= 0; at = both ? bytes.indexOf(from) : -1) bytes.write(to, at)
  writeFileSync(archive, bytes)
  return archive
}

for (const [what, make] of Object.entries(hostile)) {
  test(`a package with ${what} is refused and leaves nothing`, async () => {
    const { cache, directory } = open({ h: await make() })
    await assert.rejects(cache.lease(code('h'), []), (error) => {
      return error instanceof Refused && error.refusal.exception === 'InvalidZipFileException'
    })
    assert.deepEqual(readdirSync(directory), [])
    await cache.close()
  })
}

test('unused code makes room, code in use stays', async () => {
  const big = 'x'.repeat(1000)
  const { cache } = open({ p: await zip('p', { f: big }), q: await zip('q', { f: big }) }, 1500)
  const first = await cache.lease(code('p'), [])
  const second = await cache.lease(code('q'), [])
  first.release()
  assert.ok(!existsSync(first.taskRoot))
  assert.ok(existsSync(second.taskRoot))
  const again = await cache.lease(code('p'), [])
  assert.ok(existsSync(again.taskRoot))
  await cache.close()
})

test('a folder is run from where it is', async () => {
  const { cache } = open({})
  assert.equal((await cache.lease({ kind: 'folder', path: root }, [])).taskRoot, root)
  await assert.rejects(cache.lease({ kind: 'folder', path: join(root, 'nowhere') }, []), Refused)
  await cache.close()
})

test('what is evicted was free, and no more than needed goes', () => {
  const entry = fc.record({ bytes: fc.nat(100), held: fc.nat(1), lastUse: fc.nat(1000) })
  fc.assert(
    fc.property(fc.array(entry), fc.nat(500), (entries, bytesMax) => {
      const shelf = new Map(entries.map((each, at) => [at, each]))
      const gone = chooseEvictions(shelf, bytesMax)
      const bytes = (keys: number[]) => keys.reduce((sum, key) => sum + shelf.get(key)!.bytes, 0)
      const rest = [...shelf.keys()].filter((key) => !gone.includes(key))
      assert.ok(gone.every((key) => shelf.get(key)!.held === 0))
      const free = rest.filter((key) => shelf.get(key)!.held === 0)
      assert.ok(bytes(rest) <= bytesMax || free.length === 0)
      if (gone.length > 0) assert.ok(bytes(rest) + bytes(gone.slice(-1)) > bytesMax)
    }),
  )
})
