import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { openOciDriver } from '../../../src/worker/sandbox/oci/oci-driver.io.ts'
import type { SandboxDriver } from '../../../src/worker/worker.ts'
import { timeBareNode } from '../../limits/bare-node.ts'
import { inPairs } from '../../pairs.ts'
import { pairedRow, type Row } from '../../report.ts'

export const containerProgram = 'runc'

export const openContainers = (): Promise<SandboxDriver> =>
  openOciDriver({ program: containerProgram, copies: `/var/tmp/roost-bench-${process.pid}` })

/** A sandbox that runs this Node. */
export const nodeSandbox = (id: string, ...words: string[]) => ({
  id,
  command: [process.execPath, ...words],
  variables: {},
  workingDirectory: '/',
  visible: [process.execPath],
  readOnly: [],
  memoryMb: 128,
  tmpMb: 512,
})

/** A container with a Node that does nothing, from nothing to its end, against the same Node bare and a bare container. */
export async function measureSpawn(driver: SandboxDriver, count: number): Promise<Row[]> {
  const bundle = openBareBundle()
  try {
    let made = 0
    const contained = () => timeContainedNode(driver, `spawn-${made++}`)
    const bare = async () => (await timeBareNode()) + (await bundle.time(`roost-bench-${process.pid}-${made++}`))
    await contained()
    await bare()
    const pairs = await inPairs(count, contained, bare)
    const head = { bench: 'sandbox', metric: 'spawn in a container, without a pool', unit: 'ms', goal: '<= 1.15' }
    return [pairedRow(head, pairs, (ms) => ms)]
  } finally {
    bundle.remove()
  }
}

async function timeContainedNode(driver: SandboxDriver, id: string): Promise<number> {
  const from = performance.now()
  const sandbox = await driver.create(nodeSandbox(id, '-e', '0'))
  const exit = await new Promise<{ status?: number }>((resolve) => sandbox.onExit(resolve))
  const took = performance.now() - from
  await sandbox.dispose()
  if (exit.status !== 0) throw new Error(`a contained node -e 0 ended with ${JSON.stringify(exit)}`)
  return took
}

/** What the OCI runtime itself proposes as a container (`runc spec`), with this host's programs, and `true` in it. */
function openBareBundle() {
  const directory = mkdtempSync('/var/tmp/roost-bench-')
  const root = join(directory, 'rootfs')
  for (const name of ['usr', 'proc']) mkdirSync(join(root, name), { recursive: true })
  for (const name of ['bin', 'lib', 'lib64']) if (existsSync(`/${name}`)) symlinkSync(`usr/${name}`, join(root, name))
  const made = spawnSync(containerProgram, ['spec', '--bundle', directory])
  if (made.status !== 0) throw new Error(`${containerProgram} spec: ${made.stderr.toString()}`)
  const file = join(directory, 'config.json')
  const config = JSON.parse(readFileSync(file, 'utf8')) as { process: object; mounts: object[] }
  const programs = { destination: '/usr', type: 'bind', source: '/usr', options: ['bind', 'ro'] }
  const process = { ...config.process, terminal: false, args: ['true'] }
  writeFileSync(file, JSON.stringify({ ...config, process, mounts: [config.mounts[0], programs] }))
  return {
    time: (id: string) => timeProgram(containerProgram, ['run', '--bundle', directory, id]),
    remove: () => rmSync(directory, { recursive: true }),
  }
}

function timeProgram(program: string, words: string[]): Promise<number> {
  return new Promise((resolve, reject) => {
    const from = performance.now()
    const child = spawn(program, words, { stdio: ['ignore', 'ignore', 'inherit'] })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve(performance.now() - from)
      else reject(new Error(`${program} ${words.join(' ')} ended with ${code}`))
    })
  })
}
