import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, test } from 'node:test'
import { BadPackage } from '../../src/control-plane/code-package/code-packages.ts'
import { inspectZip } from '../../src/control-plane/code-package/inspect-zip.io.ts'

const folder = mkdtempSync('/var/tmp/roost-zip-')
after(() => rmSync(folder, { recursive: true }))
let made = 0

/** An archive as Python's own library writes it: it takes any name and any mode. */
function zip(body: string): Buffer {
  const path = join(folder, `${++made}.zip`)
  const program = `
import sys, zipfile
z = zipfile.ZipFile(sys.argv[1], 'w', zipfile.ZIP_DEFLATED)
def link(name, target):
    info = zipfile.ZipInfo(name)
    info.create_system = 3
    info.external_attr = 0o120777 << 16
    z.writestr(info, target)
${body}
z.close()
`
  execFileSync('python3', ['-c', program, path])
  return readFileSync(path)
}
const mebibyte = 1024 * 1024

test('a package counts what it unpacks to', async () =>
  assert.equal(await inspectZip(zip("z.writestr('a/b.js', 'x' * 1000); z.writestr('c.js', 'y')"), mebibyte), 1001))

test('a link within the package is taken', async () =>
  assert.ok(
    await inspectZip(
      zip("z.writestr('lib/a.so.1', 'x'); link('lib/a.so', 'a.so.1'); link('b', 'lib/../lib/a.so.1')"),
      mebibyte,
    ),
  ))

const refused: [string, () => Buffer, BadPackage['fault']][] = [
  ['no bytes', () => Buffer.alloc(0), 'empty'],
  ['no entries', () => zip(''), 'empty'],
  ['what is no archive', () => Buffer.from('PK\x03\x04 and nothing more'), 'unreadable'],
  ['a name that leaves its directory', () => zip("z.writestr('../evil.js', 'x')"), 'unreadable'],
  ['one that leaves it in its midst', () => zip("z.writestr('a/../../evil.js', 'x')"), 'unreadable'],
  ['an absolute name', () => zip("z.writestr('/etc/evil', 'x')"), 'unreadable'],
  ['a link to the host', () => zip("link('a', '/etc/passwd')"), 'unreadable'],
  ['a link that leaves its directory', () => zip("link('a/b', '../../evil')"), 'unreadable'],
  ['a bomb', () => zip("z.writestr('bomb', b'\\0' * (64 << 20))"), 'too large'],
  ['many that are one together', () => zip("[z.writestr(f'{n}', b'\\0' * 300000) for n in range(10)]"), 'too large'],
  [
    'an archive that was cut',
    () => {
      const whole = zip("z.writestr('a.js', 'x' * 100)")
      return whole.subarray(0, whole.length - 30)
    },
    'unreadable',
  ],
  [
    'an entry that is damaged',
    () => {
      const whole = zip("z.writestr('a.js', ''.join(chr(97 + n % 26) for n in range(5000)))")
      whole[60] = whole[60]! ^ 0xff
      return whole
    },
    'unreadable',
  ],
]
for (const [what, archive, why] of refused)
  test(`refused: ${what}`, async () => {
    await assert.rejects(inspectZip(archive(), mebibyte), (error) => error instanceof BadPackage && error.fault === why)
  })
