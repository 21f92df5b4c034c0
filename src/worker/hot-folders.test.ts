import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { invoke, noContainers, openTestWorker, type TestWorker } from './worker-for-tests.io.ts'

describe('folders as functions, in containers', { skip: noContainers }, () => {
  let roost: TestWorker
  let directory: string
  before(async () => {
    directory = mkdtempSync('/var/tmp/roost-folders-')
    roost = await openTestWorker({ driver: 'oci', readyMax: 0 })
  })
  after(async () => {
    await roost.close()
    rmSync(directory, { recursive: true })
  })

  async function answerOf(name: string, answer: string): Promise<unknown> {
    const path = join(directory, name)
    mkdirSync(path, { recursive: true })
    writeFileSync(join(path, 'index.js'), `exports.handler = async () => '${answer}'`)
    const created = await roost.worker.create({ ...roost.write({}), code: { kind: 'folder', path } })
    if (!created.created) return created.because.exception
    const outcome = await invoke(created.environment)
    await created.environment.close('spindown')
    return outcome.answer
  }

  /** What this process has laid out for containers. */
  const bundles = () =>
    readdirSync('/run/roost')
      .filter((name) => name.startsWith(`${process.pid}-`))
      .flatMap((name) => readdirSync(join('/run/roost', name)).map((each) => join('/run/roost', name, each)))
      .filter((path) => existsSync(join(path, 'config.json')))

  test('one that was removed and built anew runs as it is now', async () => {
    for (const answer of ['first', 'second', 'third']) {
      assert.equal(await answerOf('built', answer), answer)
      rmSync(join(directory, 'built'), { recursive: true })
    }
  })

  for (const name of ["it's", 'two  words ', '$(touch x)', 'a\\n0', '"', ';', '#'])
    test(`its name may be ${name}`, async () => assert.equal(await answerOf(name, 'runs'), 'runs'))

  test("a name with a line's end runs nothing, and costs no container", async () => {
    const name = 'x\ntouch by-a-name #'
    for (let tries = 0; tries < 3; tries++) assert.equal(await answerOf(name, 'runs'), 'ServiceException')
    assert.equal(await answerOf('another', 'runs'), 'runs')
    assert.equal(existsSync('by-a-name'), false)
    assert.deepEqual(bundles(), [])
  })
})
