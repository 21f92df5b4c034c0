import assert from 'node:assert/strict'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { quote } from '../quote.ts'
import { type Keeper, openKeeper } from './keeper.io.ts'

let directory: string
let keeper: Keeper
before(() => {
  directory = mkdtempSync('/var/tmp/roost-keeper-')
  keeper = openKeeper(':')
})
after(async () => {
  await keeper.close()
  rmSync(directory, { recursive: true })
})

test("a folder's name with a line's end in it is refused, not run", async () => {
  const made = join(directory, 'by-a-name')
  await assert.rejects(keeper.run(`ls ${quote(`/x\ntouch ${made} #`)}`), /line's end/)
  await keeper.run('true')
  assert.equal(existsSync(made), false)
})

for (const name of ["it's", '$(exit 0)', '`exit 0`', 'a b', '\\', '"', '*', ';exit 0', '-n', "'\\''"])
  test(`the name ${name} is a word like others`, async () => {
    await keeper.run(`touch -- ${quote(join(directory, name))}`)
    assert.ok(existsSync(join(directory, name)))
  })

test("what is said of a name with a backslash and an n is one answer: the next line's is its own", async () => {
  const failing = keeper.run(`ls ${quote('/nowhere\\n0\\n0\\n0')}`)
  const next = ['false', 'true', 'exit 7'].map((line) => keeper.run(line))
  const settled = await Promise.allSettled([failing, ...next])
  assert.deepEqual(
    settled.map(({ status }) => status),
    ['rejected', 'rejected', 'fulfilled', 'rejected'],
  )
})
