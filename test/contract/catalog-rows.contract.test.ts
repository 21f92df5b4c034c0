import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, test } from 'node:test'
import { openMemoryCatalogRows } from '../../src/engines/memory/catalog-rows.ts'
import { openSqliteCatalogRows } from '../../src/engines/sqlite/catalog-rows.io.ts'

const directory = mkdtempSync(join(tmpdir(), 'roost-rows-'))
after(() => rmSync(directory, { recursive: true }))
let files = 0
const newPath = () => join(directory, `${++files}.sqlite`)

const engines = {
  memory: openMemoryCatalogRows,
  sqlite: () => openSqliteCatalogRows(newPath()),
}

for (const [engine, open] of Object.entries(engines)) {
  describe(`catalog rows in ${engine}`, () => {
    test('what is committed is told in order, with a revision of its own each', () => {
      const rows = open()
      const result = rows.commit([
        { kind: 'function', key: 'f', value: { name: 'f' } },
        { kind: 'version', key: 'f/1', value: { deep: [1, null, 'ü'] } },
      ])
      assert.ok(result.committed)
      assert.deepEqual(
        result.rows.map((row) => row.revision),
        [1, 2],
      )
      assert.deepEqual(rows.since(0, 10), result.rows)
      assert.equal(rows.revision(), 2)
      rows.close()
    })

    test('a page may end anywhere, and the next begins behind it', () => {
      const rows = open()
      rows.commit(Array.from({ length: 7 }, (_, at) => ({ kind: 'k', key: `${at}`, value: at })))
      const pages = [rows.since(0, 3), rows.since(3, 3), rows.since(6, 3), rows.since(7, 3)]
      assert.deepEqual(
        pages.map((page) => page.map((row) => row.value)),
        [[0, 1, 2], [3, 4, 5], [6], []],
      )
      rows.close()
    })

    test('a changed row is told once, as it is now, at its new place', () => {
      const rows = open()
      rows.commit([
        { kind: 'k', key: 'a', value: 1 },
        { kind: 'k', key: 'b', value: 1 },
      ])
      rows.commit([{ kind: 'k', key: 'a', value: 2 }])
      assert.deepEqual(rows.since(0, 10), [
        { kind: 'k', key: 'b', revision: 2, value: 1 },
        { kind: 'k', key: 'a', revision: 3, value: 2 },
      ])
      rows.close()
    })

    test('a deletion is told too', () => {
      const rows = open()
      rows.commit([{ kind: 'k', key: 'a', value: 1 }])
      rows.commit([{ kind: 'k', key: 'a' }])
      assert.deepEqual(rows.since(1, 10), [{ kind: 'k', key: 'a', revision: 2 }])
      rows.close()
    })

    test('somebody who saw an older revision changes nothing, not even the rest of the commit', () => {
      const rows = open()
      rows.commit([{ kind: 'k', key: 'a', value: 1 }])
      rows.commit([{ kind: 'k', key: 'a', value: 2, expected: 1 }])
      const late = rows.commit([
        { kind: 'k', key: 'other', value: 1 },
        { kind: 'k', key: 'a', value: 3, expected: 1 },
      ])
      assert.deepEqual(late, { committed: false, conflict: { kind: 'k', key: 'a' } })
      assert.deepEqual(rows.since(0, 10), [{ kind: 'k', key: 'a', revision: 2, value: 2 }])
      assert.equal(rows.revision(), 2)
      assert.ok(rows.commit([{ kind: 'k', key: 'next', value: 1 }]).committed)
      assert.equal(rows.revision(), 3)
      rows.close()
    })

    test('expecting that a row does not exist holds for new and for deleted ones', () => {
      const rows = open()
      const create = { kind: 'k', key: 'a', value: 1, expected: 0 }
      assert.ok(rows.commit([create]).committed)
      assert.ok(!rows.commit([create]).committed)
      rows.commit([{ kind: 'k', key: 'a' }])
      assert.ok(rows.commit([create]).committed)
      rows.close()
    })

    test('two writes of one row in one commit: the second sees the first', () => {
      const rows = open()
      const result = rows.commit([
        { kind: 'k', key: 'a', value: 1, expected: 0 },
        { kind: 'k', key: 'a', value: 2, expected: 1 },
      ])
      assert.ok(result.committed)
      assert.deepEqual(rows.since(0, 10), [{ kind: 'k', key: 'a', revision: 2, value: 2 }])
      rows.close()
    })
  })
}

test('sqlite: a file that is opened anew goes on where it was, also when the last change was a deletion', () => {
  const path = newPath()
  const before = openSqliteCatalogRows(path)
  before.commit([
    { kind: 'k', key: 'a', value: 1 },
    { kind: 'k', key: 'b', value: 1 },
  ])
  before.commit([{ kind: 'k', key: 'b' }])
  before.close()
  const rows = openSqliteCatalogRows(path)
  assert.equal(rows.revision(), 3)
  assert.deepEqual(rows.since(2, 10), [{ kind: 'k', key: 'b', revision: 3 }])
  rows.close()
})

test('sqlite: what was acknowledged is there after kill -9, and commits are whole', async () => {
  for (let round = 0; round < 3; round++) {
    const path = newPath()
    const acknowledged = await killWhileWriting(path)
    const rows = openSqliteCatalogRows(path)
    const told = rows.since(0, 1_000_000)
    assert.ok(rows.revision() >= acknowledged && acknowledged > 0, `${rows.revision()} of ${acknowledged}`)
    assert.equal(told.length % 2, 0)
    assert.equal(told.length, rows.revision())
    rows.close()
  }
})

/** A child commits pairs and tells each revision once it is durable; it is killed in the middle. Resolves with the last told. */
function killWhileWriting(path: string): Promise<number> {
  const engine = join(import.meta.dirname, '../../src/engines/sqlite/catalog-rows.io.ts')
  const script = `
    import { openSqliteCatalogRows } from ${JSON.stringify(engine)}
    const rows = openSqliteCatalogRows(${JSON.stringify(path)})
    import { writeSync } from 'node:fs'
    for (let n = 0; ; n++) {
      rows.commit([{ kind: 'k', key: 'a' + n, value: n }, { kind: 'k', key: 'b' + n, value: n }])
      writeSync(1, rows.revision() + '\\n')
    }`
  const child = spawn(process.execPath, ['--input-type=module', '--eval', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let heard = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
    heard += chunk
    if (heard.length > 400) child.kill('SIGKILL')
  })
  return new Promise((resolve) =>
    child.on('close', () => resolve(Number(heard.slice(0, heard.lastIndexOf('\n')).split('\n').at(-1)))),
  )
}
