import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { mayRunFrom } from './hot-folders.io.ts'

let place: string
let data: string
before(() => {
  place = mkdtempSync(join(tmpdir(), 'roost-hot-'))
  data = join(place, 'data')
  for (const name of ['data/blobs', 'data-of-mine', 'code']) mkdirSync(join(place, name), { recursive: true })
  writeFileSync(join(place, 'file'), '')
  symlinkSync(data, join(place, 'code', 'link'))
})
after(() => rmSync(place, { recursive: true }))

test('a folder may be a function, a file or nothing may not', () => {
  for (const name of ['code', 'data-of-mine', 'code/']) assert.equal(mayRunFrom(join(place, name), data), true, name)
  for (const name of ['file', 'nowhere']) assert.equal(mayRunFrom(join(place, name), data), false, name)
})

test("Roost's own data may not, nor what is in it or around it, whatever it is called", () => {
  for (const name of ['data', 'data/blobs', '.', '..', 'code/link', 'code/link/blobs', 'code/../data'])
    assert.equal(mayRunFrom(join(place, name), data), false, name)
  assert.equal(mayRunFrom('/', data), false)
})
