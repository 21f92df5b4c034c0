import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { BadImage } from './bad-image.ts'
import { LayerTree, readEntryName } from './layer-entries.ts'

const read: [string, ReturnType<typeof readEntryName>][] = [
  ['usr/bin/x', { is: 'entry', path: 'usr/bin/x' }],
  ['./usr//bin/', { is: 'entry', path: 'usr/bin' }],
  ['/etc/passwd', { is: 'entry', path: 'etc/passwd' }],
  ['./', { is: 'entry', path: '' }],
  ['app/.wh.old.txt', { is: 'whiteout', path: 'app/old.txt' }],
  ['.wh.app', { is: 'whiteout', path: 'app' }],
  ['app/.wh..wh..opq', { is: 'opaque', path: 'app' }],
  ['.wh..wh..opq', { is: 'opaque', path: '' }],
  ['app/.wh..wh.plnk', { is: 'nothing' }],
  ['app/.wh.', { is: 'nothing' }],
]
for (const [name, expected] of read) test(`reads ${name}`, () => assert.deepEqual(readEntryName(name), expected))

for (const name of ['../x', 'a/../../x', 'a/.wh...', '..', 'a\0b'])
  test(`refuses ${JSON.stringify(name)}`, () => assert.throws(() => readEntryName(name), BadImage))

test('no name leads outside, whatever it is made of', () => {
  const part = fc.constantFrom('a', '..', '.', '', '.wh.b', '.wh...', '.wh..', '.wh..wh..opq')
  fc.assert(
    fc.property(fc.array(part), (parts) => {
      try {
        const entry = readEntryName(parts.join('/'))
        assert.ok(!('path' in entry) || !entry.path.split('/').some((each) => each === '..' || each === '.'))
      } catch (error) {
        assert.ok(error instanceof BadImage)
      }
    }),
  )
})

test('nothing goes through a link or a file', () => {
  const tree = new LayerTree()
  assert.deepEqual(tree.missingAbove('a/b/c'), ['a', 'a/b'])
  tree.add('a', 'directory')
  tree.add('a/b', 'other')
  assert.throws(() => tree.missingAbove('a/b/c'), /goes through a\/b/)
  assert.throws(() => tree.add('a', 'other'), BadImage)
  assert.deepEqual(tree.missingAbove('a/c'), [])
})
