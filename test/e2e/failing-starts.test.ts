import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { runProgram } from './harness/run-program.ts'
import { startRoost } from './harness/start-roost.ts'

const launcher = join(import.meta.dirname, '../../roost')

describe('roost up that cannot start: one line, an exit code, and no trace', () => {
  let folder: string
  let other: Server
  let taken: number

  before(async () => {
    folder = mkdtempSync('/var/tmp/roost-starts-')
    other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    taken = (other.address() as { port: number }).port
  })
  after(() => {
    other.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const up = (...words: string[]) => runProgram(launcher, ['up', '--data', join(folder, 'new/data'), ...words])

  for (const [what, words, status, line] of [
    [
      'its port is taken',
      () => ['--port', String(taken)],
      69,
      /^roost: port \d+ of 127\.0\.0\.1 is in use; .*--port\n$/,
    ],
    [
      'its host is none of this machine',
      () => ['--port', '0', '--host', '192.0.2.1'],
      69,
      /^roost: 192\.0\.2\.1 is no address of this machine; .*--host\n$/,
    ],
    [
      'it would take every key from everywhere',
      () => ['--port', '0', '--host', '0.0.0.0', '--any-credentials'],
      69,
      /^roost: --any-credentials is for loopback alone, not for 0\.0\.0\.0\n$/,
    ],
    ['the port is no port', () => ['--port', 'x'], 64, /^roost: --port takes a number from 0 to 65535, not 'x'\n$/],
    ['the sandbox is none', () => ['--sandbox', 'x'], 64, /^roost: --sandbox takes .*, not 'x'\n$/],
    ['an option is unknown', () => ['--prot', '1'], 64, /^roost: Unknown option '--prot'.*\n$/],
    ['there is a word too many', () => ['now'], 64, /^roost: Unexpected argument 'now'.*\n$/],
  ] as const)
    test(what, async () => {
      const { status: code, stdout, stderr } = await up(...words())
      assert.deepEqual([code, stdout], [status, ''], stderr)
      assert.match(stderr, line)
      assert.deepEqual(readdirSync(folder), [])
    })

  test('a file where the data directory should be', async () => {
    const file = join(folder, 'file')
    writeFileSync(file, '')
    const { status, stderr } = await runProgram(launcher, ['up', '--data', file, '--port', '0'])
    rmSync(file)
    assert.equal(status, 69)
    assert.match(stderr, /^roost: cannot use .*ENOTDIR.*; name another --data\n$/)
  })

  test('what was there before stays as it was', async () => {
    const roost = await startRoost()
    await roost.stop()
    const before = readdirSync(roost.dataDirectory).sort()
    const { status } = await runProgram(launcher, ['up', '--data', roost.dataDirectory, '--port', String(taken)])
    assert.equal(status, 69)
    assert.deepEqual(readdirSync(roost.dataDirectory).sort(), before)
    const again = await startRoost({ dataDirectory: roost.dataDirectory })
    assert.deepEqual(again.environment.AWS_ACCESS_KEY_ID, roost.environment.AWS_ACCESS_KEY_ID)
    await again.remove()
  })
})
