import assert from 'node:assert/strict'
import { PassThrough } from 'node:stream'
import { test } from 'node:test'
import { FirstProcess } from './first-process.io.ts'

test('its first line and its last are told, however they were cut', async () => {
  const told = new PassThrough()
  const process = new FirstProcess(told)
  for (const piece of ['star', 'ted\nx\n4', '2\n']) told.write(piece)
  told.destroy()
  assert.deepEqual([await process.said, await process.ended], ['started', '42'])
})

test('one that ends without a word says nothing', async () => {
  const told = new PassThrough()
  const process = new FirstProcess(told)
  told.destroy()
  assert.deepEqual([await process.said, await process.ended], ['', ''])
})

test('a line that never ends is not kept', async () => {
  const told = new PassThrough()
  const process = new FirstProcess(told)
  for (let written = 0; written < 64; written++) {
    if (!told.write('x'.repeat(2 ** 20))) await new Promise((resolve) => told.once('drain', resolve))
  }
  told.end()
  assert.equal((await process.ended).length, 8192)
})
