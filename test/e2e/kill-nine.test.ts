import assert from 'node:assert/strict'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

const hello = join(import.meta.dirname, '../../examples/hello')

interface Status {
  processes: { name: string; pid: number }[]
}

const statusOf = async (roost: StartedRoost): Promise<Status> =>
  JSON.parse((await roost.roost('status', '--json')).stdout) as Status
const pidOf = async (roost: StartedRoost, name: string): Promise<number> =>
  (await statusOf(roost)).processes.find((each) => each.name === name)!.pid
const invokes = async (roost: StartedRoost): Promise<boolean> =>
  (await roost.roost('invoke', 'hello', '{"name":"you"}', '-q')).stdout === '{"message":"Hello, you!"}\n'

describe('kill -9 of any process', () => {
  let roost: StartedRoost
  before(async () => {
    roost = await startRoost()
    await roost.roost('deploy', hello)
    await roost.roost('deploy', hello, '--name', 'never-run')
    assert.ok(await invokes(roost))
  })
  after(() => roost?.remove())

  test('events process: warm and cold invokes of known functions go on at once', async () => {
    process.kill(await pidOf(roost, 'events'), 'SIGKILL')
    assert.ok(await invokes(roost), 'warm')
    const cold = await roost.roost('invoke', 'never-run', '{}', '-q')
    assert.equal(cold.stdout, '{"message":"Hello, nobody!"}\n', 'cold')
    await until('management works again', async () => (await roost.roost('ls')).status === 0)
  })

  test('data process: it comes back at the same address, with its functions, and leaves no environment behind', async () => {
    const before = await pidOf(roost, 'data')
    const children = childrenOf(before)
    assert.ok(children.length > 0, 'there are environments to lose')
    process.kill(before, 'SIGKILL')
    await until('invokes work again', () => invokes(roost))
    await until('the old environments are gone', () => children.every((pid) => !existsSync(`/proc/${pid}`)))
  })

  test('supervisor: the others end, and the next up opens the data directory', async () => {
    const pids = (await statusOf(roost)).processes.map(({ pid }) => pid)
    roost.process.kill('SIGKILL')
    roost = await startRoost({ dataDirectory: roost.dataDirectory })
    assert.ok(await invokes(roost))
    await until('nothing of the old one runs', () => pids.every((pid) => !existsSync(`/proc/${pid}`)))
  })

  test('Ctrl-C leaves no process and no temporary file', async () => {
    const data = await pidOf(roost, 'data')
    const pids = [...(await statusOf(roost)).processes.map(({ pid }) => pid), ...childrenOf(data)]
    assert.equal(await roost.stop(), 0)
    assert.deepEqual(
      pids.filter((pid) => existsSync(`/proc/${pid}`)),
      [],
    )
    assert.deepEqual(readdirSync(join(roost.dataDirectory, 'run')), [])
  })
})

function childrenOf(parent: number): number[] {
  return readdirSync(`/proc/${parent}/task`).flatMap((task) =>
    readFileSync(`/proc/${parent}/task/${task}/children`, 'utf8').split(' ').filter(Boolean).map(Number),
  )
}
