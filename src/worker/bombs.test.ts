import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { Environment } from './worker.ts'
import { invoke, noContainers, openTestWorker, type TestWorker } from './worker-for-tests.io.ts'

/** How far each may come at most, or until its environment is ended. */
const bounds: Record<string, number | 'ended'> = {
  processes: 1024,
  threads: 1024,
  descriptors: 1024,
  'bytes in /tmp': 64,
  'files in /tmp': 'ended',
  memory: 'ended',
  'files in memory': 'ended',
  'shared memory': 'ended',
  // Of 4 KiB: what all sockets of a container hold, and some that were on their way.
  'memory of sockets': 32_768,
  output: 10_000,
  'lines of output': 300,
  'words to its worker': 'ended',
  processors: 8,
  names: 1,
}

describe('what a function uses up', { skip: noContainers }, () => {
  let roost: TestWorker
  let neighbour: Environment
  const bomb = readFileSync(join(import.meta.dirname, 'probes-for-tests', 'bombs.py'), 'utf8')

  before(async () => {
    const silent = { noted() {}, initEnded() {}, started() {}, ended: () => undefined, close() {} }
    const openLog = () => ({ group: '', stream: '', line() {}, output() {}, ...silent })
    roost = await openTestWorker({ driver: 'oci', readyMax: 0, openLog })
    neighbour = await roost.make({ 'index.js': 'exports.handler = async (event) => event' }, { timeoutMs: 60_000 })
  })
  after(() => roost.close())

  /** What its neighbour answers as long as it goes on. */
  async function besides(going: Promise<unknown>): Promise<{ asked: number; answered: number }> {
    const seen = { asked: 0, answered: 0 }
    let goes = true
    void going.finally(() => {
      goes = false
    })
    do {
      const { answer } = await invoke(neighbour, seen.asked)
      if (answer === seen.asked++) seen.answered++
    } while (goes)
    return seen
  }

  const containers = () =>
    readdirSync('/run/roost')
      .filter((name) => name.startsWith(`${process.pid}-`))
      .flatMap((name) => readdirSync(join('/run/roost', name)).map((id) => join('/run/roost', name, id)))
      .filter((path) => existsSync(join(path, 'config.json')))

  for (const [name, bound] of Object.entries(bounds)) {
    test(`${name}: ${bound === 'ended' ? 'it is ended' : `${bound} at most`}, and its neighbour answers`, async () => {
      const spec = { runtime: 'python3.11', handler: 'bombs.handler', timeoutMs: 60_000, memoryMb: 256, tmpMb: 64 }
      const hostile = await roost.make({ 'bombs.py': bomb }, spec)
      const outcome = invoke(hostile, name)
      const { asked, answered } = await besides(outcome)
      assert.equal(answered, asked)
      const { answer } = await outcome
      await hostile.close('spindown')
      const reached = typeof answer === 'number' ? answer : (answer as { errorType: string }).errorType
      if (typeof reached === 'string') assert.match(reached, /^Runtime\.(OutOfMemory|ExitError)$/)
      else assert.ok(bound !== 'ended' && reached <= bound, `came to ${reached}`)
      assert.equal(containers().length, 1, "the neighbour's alone")
    })
  }
})
