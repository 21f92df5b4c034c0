import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { zstdCompressSync } from 'node:zlib'
import { BadImage } from './bad-image.ts'
import { openImages } from './image-store.io.ts'
import type { ImageLease, Images } from './images.ts'
import { type LayerContent, tarOf, writeImage } from './layout-for-tests.io.ts'
import { sha256 } from './read-document.io.ts'

const unprivileged = process.getuid?.() !== 0 && 'marks of layers need root'

describe('the worker’s images', { skip: unprivileged }, () => {
  let folder: string
  let images: Images
  let made = 0
  before(() => {
    folder = mkdtempSync('/var/tmp/roost-store-')
    images = openImages({ directory: join(folder, 'images') })
  })
  after(async () => {
    await images.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const layout = () => join(folder, `layout-${made++}`)
  const layersThere = () => readdirSync(join(folder, 'images/layers')).length
  const read = ({ directory, layers }: ImageLease, file: string, at = 0) =>
    readFileSync(join(directory, layers[at]!, file), 'utf8')
  async function fails(uri: string, words: RegExp) {
    const before = layersThere()
    await assert.rejects(images.lease(uri), (error) => error instanceof BadImage && words.test(error.message))
    assert.equal(layersThere(), before)
  }

  test('unpack a layer once, whatever images have it', async () => {
    const [one, two] = [layout(), layout()]
    const shared = { 'lib/shared': 'shared' }
    const before = layersThere()
    await writeImage(one, { layers: [shared, { own: 'one' }] })
    await writeImage(two, { layers: [shared, { own: 'two' }] })
    const leases = await Promise.all([images.lease(`oci:${one}`), images.lease(`oci:${two}`)])
    assert.equal(layersThere(), before + 3)
    assert.equal(leases[0].layers[1], leases[1].layers[1])
    assert.deepEqual(
      leases.map((lease) => read(lease, 'own')),
      ['one', 'two'],
    )
    for (const { release } of leases) release()
  })

  test('need the place they came from no more once they are unpacked, after a restart too', async () => {
    const from = layout()
    await writeImage(from, { layers: [{ own: 'kept' }] })
    const found = await images.resolve(`oci:${from}`)
    assert.ok('uri' in found)
    const { release } = await images.lease(found.uri)
    release()
    rmSync(from, { recursive: true })
    const again = await openImages({ directory: join(folder, 'images') }).lease(found.uri)
    assert.equal(read(again, 'own'), 'kept')
  })

  test('go when nobody uses them and there is no room', async () => {
    const directory = join(folder, 'small')
    const small = openImages({ directory, bytesMax: 1 })
    const from = layout()
    await writeImage(from, { layers: [{ own: 'one' }] })
    const lease = await small.lease(`oci:${from}`)
    assert.equal(readdirSync(join(directory, 'layers')).length, 1)
    lease.release()
    assert.ok(!readdirSync(join(directory, 'layers')).includes(lease.layers[0]!.split('/')[0]!))
    assert.equal(read(await small.lease(`oci:${from}`), 'own'), 'one')
  })

  test('keep modes and times, and what links say', async () => {
    const from = layout()
    const layer: LayerContent = {
      'bin/tool': { content: Buffer.from('x'), mode: 0o6711, mtime: new Date(1_700_000_000_000) },
      'bin/same': { type: 'link', linkname: 'bin/tool' },
      'bin/out': { type: 'symlink', linkname: '/etc/hostname' },
    }
    await writeImage(from, { layers: [layer] })
    const { directory, layers } = await images.lease(`oci:${from}`)
    const { mode, mtimeMs, nlink } = statSync(join(directory, layers[0]!, 'bin/tool'))
    assert.deepEqual([mode & 0o7777, mtimeMs, nlink], [0o711, 1_700_000_000_000, 2])
  })

  test('read layers whose last block is not full, as some tools write them', async () => {
    const from = layout()
    const tar = await tarOf({ own: 'short' })
    await writeImage(from, { layers: [tar.subarray(0, 512 + 'short'.length)] })
    assert.equal(read(await images.lease(`oci:${from}`), 'own'), 'short')
  })

  const hostile: [string, LayerContent, RegExp][] = [
    ['a name that leads outside', { '../outside': '' }, /leads outside/],
    ['a whiteout that leads outside', { 'a/.wh...': '' }, /leads outside/],
    ['a file below a link', { link: { type: 'symlink', linkname: '/' }, 'link/file': '' }, /goes through link/],
    ['a link to a file of the host', { passwd: { type: 'link', linkname: '/etc/passwd' } }, /no file of this layer/],
    ['a link that leads outside', { passwd: { type: 'link', linkname: '../../x' } }, /leads outside/],
    ['a directory that is a file, too', { 'a/b': '', a: 'x' }, /as a directory and as something else/],
  ]
  for (const [title, layer, words] of hostile)
    test(`refuse ${title}`, async () => {
      const from = layout()
      await writeImage(from, { layers: [layer] })
      await fails(`oci:${from}`, words)
    })

  test('refuse the same of large layers, which are unpacked apart', async () => {
    const from = layout()
    const large = { large: randomBytes(1 << 20) }
    await writeImage(from, { layers: [{ ...large, '../outside': '', ...large }] })
    await fails(`oci:${from}`, /leads outside/)
    const sound = layout()
    await writeImage(sound, { layers: [{ ...large, own: 'large' }] })
    assert.equal(read(await images.lease(`oci:${sound}`), 'own'), 'large')
  })

  test('refuse a layer that is not what its digest says, and one that is no archive', async () => {
    const from = layout()
    const digest = await writeImage(from, { layers: [{ own: 'true' }] })
    const fileOf = (of: string) => join(from, 'blobs/sha256', of.slice('sha256:'.length))
    const { layers } = JSON.parse(readFileSync(fileOf(digest), 'utf8'))
    writeFileSync(fileOf(layers[0].digest), execFileSync('gzip', { input: await tarOf({ own: 'false' }) }))
    await fails(`oci:${from}`, /The content of the layer .* is another/)
    writeFileSync(fileOf(layers[0].digest), 'no archive')
    await fails(`oci:${from}`, /is damaged/)
    rmSync(fileOf(layers[0].digest))
    await fails(`oci:${from}`, /There is no blob/)
    const noTar = layout()
    await writeImage(noTar, { layers: [Buffer.from('x'.repeat(2000))] })
    await fails(`oci:${noTar}`, /is damaged/)
  })

  test('refuse an image for another processor, and one of several without a tag', async () => {
    const from = layout()
    await writeImage(from, { layers: [{ own: 'x' }], more: { architecture: 'riscv64' } })
    await fails(`oci:${from}`, /The image is for linux\/riscv64/)
    const several = layout()
    for (const tag of ['a', 'b']) await writeImage(several, { layers: [{ own: tag }], tag })
    await fails(`oci:${several}`, /There are 2 images/)
    assert.equal(read(await images.lease(`oci:${several}:b`), 'own'), 'b')
  })

  test('choose of an index what this processor runs, and read layers packed by zstd', async () => {
    const from = layout()
    const tar = await tarOf({ own: 'zstd' })
    const other = await writeImage(from, { layers: [{ own: 'x' }], more: { architecture: 'riscv64' } })
    const ours = await writeImage(from, { layers: [tar] })
    const keep = (bytes: Buffer) => {
      writeFileSync(join(from, 'blobs/sha256', sha256(bytes).slice('sha256:'.length)), bytes)
      return { digest: sha256(bytes), size: bytes.length }
    }
    const manifest = JSON.parse(readFileSync(join(from, 'blobs/sha256', ours.slice('sha256:'.length)), 'utf8'))
    const packed = keep(zstdCompressSync(tar))
    manifest.layers = [{ mediaType: 'application/vnd.oci.image.layer.v1.tar+zstd', ...packed }]
    const mediaType = 'application/vnd.oci.image.manifest.v1+json'
    const platform = (architecture: string) => ({ platform: { os: 'linux', architecture } })
    const index = {
      manifests: [
        { mediaType, digest: other, size: 1, ...platform('riscv64') },
        {
          mediaType,
          ...keep(Buffer.from(JSON.stringify(manifest))),
          ...platform(process.arch === 'x64' ? 'amd64' : 'arm64'),
        },
      ],
    }
    const indexType = 'application/vnd.oci.image.index.v1+json'
    const root = { manifests: [{ mediaType: indexType, ...keep(Buffer.from(JSON.stringify(index))) }] }
    writeFileSync(join(from, 'index.json'), JSON.stringify(root))
    assert.equal(read(await images.lease(`oci:${from}`), 'own'), 'zstd')
  })

  test('read an archive of a layout, and what docker save wrote before it wrote layouts, packed or not', async () => {
    const from = layout()
    await writeImage(from, { layers: [{ own: 'archived' }], tag: 'v1' })
    const archive = join(folder, 'layout.tar')
    execFileSync('tar', ['-cf', archive, '-C', from, '.'])
    const found = await images.resolve(`oci-archive:${archive}:v1`)
    assert.ok('uri' in found)
    assert.equal(read(await images.lease(found.uri), 'own'), 'archived')

    const tar = await tarOf({ own: 'saved' })
    const architecture = process.arch === 'x64' ? 'amd64' : 'arm64'
    const rootfs = { diff_ids: [sha256(tar), sha256(tar)] }
    const config = { architecture, os: 'linux', config: { Cmd: ['/own'] }, rootfs }
    const list = [{ Config: 'c.json', RepoTags: ['app:v1'], Layers: ['1/layer.tar', '2/layer.tar'] }]
    const saved = await tarOf({
      '1/layer.tar': tar,
      '2/layer.tar': { type: 'symlink', linkname: '../1/layer.tar' },
      'c.json': JSON.stringify(config),
      'manifest.json': JSON.stringify(list),
    })
    const packed = join(folder, 'saved.tar.gz')
    writeFileSync(packed, execFileSync('gzip', { input: saved }))
    const resolved = await images.resolve(`oci-archive:${packed}`)
    assert.ok('uri' in resolved)
    const lease = await images.lease(resolved.uri)
    assert.deepEqual([read(lease, 'own'), lease.layers.length, lease.command], ['saved', 1, ['/own']])
    await fails(`oci-archive:${packed}:v2`, /There is no image v2/)
    writeFileSync(join(folder, 'other.tar'), 'x'.repeat(2000))
    await fails(`oci-archive:${join(folder, 'other.tar')}`, /is no archive of an image/)
    assert.deepEqual(readdirSync(join(folder, 'images/scratch')), [])
  })
})
