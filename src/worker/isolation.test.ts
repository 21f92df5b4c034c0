import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { type AddressInfo, createServer, type Server } from 'node:net'
import { networkInterfaces, tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import type { EnvironmentSpec } from './worker.ts'
import { invoke, noContainers, openTestWorker } from './worker-for-tests.io.ts'

const read = (name: string) => readFileSync(join(import.meta.dirname, 'probes-for-tests', name), 'utf8')
const probers: Record<string, { files: Record<string, string>; spec: Partial<EnvironmentSpec> }> = {
  Python: {
    files: { 'probes.py': read('probes.py') },
    spec: { runtime: 'python3.11', handler: 'probes.handler' },
  },
  'Node.js': { files: { 'probes.mjs': read('probes.mjs') }, spec: { handler: 'probes.handler' } },
}

/** Things of others, within reach of whoever is not held back. */
interface Target {
  victim: number
  port: number
  address: string
  abstract: string
  leftBehind: string
  group: string
}

describe('what hostile functions try', { skip: noContainers }, () => {
  let directory: string
  let victim: ChildProcess
  const servers: Server[] = []
  let target: Target

  before(async () => {
    directory = mkdtempSync(join(tmpdir(), 'roost-prey-'))
    const leftBehind = join(directory, 'secret')
    writeFileSync(leftBehind, 'of another')
    victim = spawn('sleep', ['300'], { env: { SECRET: 'x' } })
    const abstract = `roost-prey-${process.pid}`
    servers.push(await listening({ host: '0.0.0.0', port: 0 }), await listening({ path: `\0${abstract}` }))
    const { port } = servers[0]!.address() as AddressInfo
    const addresses = Object.values(networkInterfaces()).flatMap((each) => each ?? [])
    const address = addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? '127.0.0.2'
    const group = '/sys/fs/cgroup/pids/cgroup.procs'
    target = { victim: victim.pid!, port, address, abstract, leftBehind, group }
  })
  after(() => {
    victim?.kill('SIGKILL')
    for (const server of servers) server.close()
    rmSync(directory, { recursive: true })
  })

  async function probe(language: string, options: Parameters<typeof openTestWorker>[0]) {
    const roost = await openTestWorker(options)
    try {
      const other = roost.write({ 'index.js': '// of another' })
      assert.ok(other.code.kind === 'folder')
      const { files, spec } = probers[language]!
      const environment = await roost.make(files, { ...spec, timeoutMs: 30_000, memoryMb: 512 })
      const outcome = await invoke(environment, { ...target, code: join(other.code.path, 'index.js') })
      return outcome.answer as Record<string, string>
    } finally {
      await roost.close()
    }
  }

  for (const language of Object.keys(probers)) {
    test(`in ${language}: all of it works without walls, so that the probes are known to bite`, async () => {
      const outcomes = await probe(language, { abilities: { namespaces: false, pidsGroup: '' } })
      assert.deepEqual(
        // What this host's kernel does not have cannot be tried.
        Object.entries(outcomes).filter(([, outcome]) => outcome !== 'done' && !/no such file/i.test(outcome)),
        [],
      )
    })

    test(`in ${language}: nothing of it works in a container`, async () => {
      const outcomes = await probe(language, { driver: 'oci' })
      assert.ok(Object.keys(outcomes).length > 15)
      assert.deepEqual(
        Object.entries(outcomes).filter(([, outcome]) => outcome === 'done'),
        [],
      )
    })
  }
})

function listening(where: { host: string; port: number } | { path: string }): Promise<Server> {
  const server = createServer((socket) => socket.end())
  return new Promise((resolve, reject) => server.once('error', reject).listen(where, () => resolve(server)))
}
