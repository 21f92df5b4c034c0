import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Server } from 'node:net'
import { totalmem } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { noContainers } from '../../worker-for-tests.io.ts'
import type { Sandbox, SandboxDriver, SandboxSpec } from '../sandbox.ts'
import { openOciDriver } from './oci-driver.io.ts'

const memoryGroups = '/sys/fs/cgroup/memory'

const nothing: Omit<SandboxSpec, 'id' | 'command'> = {
  variables: { PATH: '/usr/bin:/bin' },
  workingDirectory: '/',
  visible: [],
  readOnly: [],
  memoryMb: 128,
  tmpMb: 16,
}

/** Prints `open` or why not, for each address that is given, then waits to be ended. */
const dial = `
import socket, sys, time
for target in sys.argv[1:]:
    host, port = target.rsplit(":", 1)
    try:
        socket.create_connection((host, int(port)), timeout=0.5).close()
        print(target, "open", flush=True)
    except OSError:
        print(target, "closed", flush=True)
if len(sys.argv) == 1:
    server = socket.create_server(("0.0.0.0", 4000))
    print("listening", flush=True)
    time.sleep(60)
`

describe('containers', { skip: noContainers }, () => {
  let copies: string
  let driver: SandboxDriver
  const servers: Server[] = []
  let ids = 0

  before(async () => {
    copies = mkdtempSync('/var/tmp/roost-copies-')
    driver = await openOciDriver({ program: 'runc', copies })
  })
  after(async () => {
    await driver?.close()
    for (const server of servers) server.close()
    rmSync(copies, { recursive: true, force: true })
  })

  /** A server on this machine's loopback. */
  async function serve(): Promise<number> {
    const server = createServer((socket) => socket.end())
    servers.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return (server.address() as AddressInfo).port
  }

  const start = (command: string[], more: Partial<SandboxSpec> = {}, by = driver) =>
    by.create({ ...nothing, id: `t${ids++}`, command, ...more })

  async function runs(command: string[], more: Partial<SandboxSpec> = {}, by = driver): Promise<string> {
    const sandbox = await start(command, more, by)
    const lines: string[] = []
    sandbox.onOutput((_stream, chunk) => void lines.push(new TextDecoder().decode(chunk)))
    await new Promise((resolve) => sandbox.onExit(resolve))
    await sandbox.dispose()
    return lines.join('')
  }
  const reach = async (targets: string[], more: Partial<SandboxSpec> = {}) =>
    (await runs(['/usr/bin/python3', '-c', dial, ...targets], more)).trim().split('\n')

  test('a port of its own is reached by one container, a door by all, everything else by none', async () => {
    const [own, door, closed] = [await serve(), await serve(), await serve()]
    await driver.letIn('127.0.0.1', door)
    const at = driver.hostAddress
    const targets = [
      `${at}:${own}`,
      `127.0.0.1:${door}`,
      `${at}:${closed}`,
      `127.0.0.1:${closed}`,
      '169.254.169.254:80',
    ]
    const seen = (...states: string[]) => targets.map((target, index) => `${target} ${states[index]}`)
    assert.deepEqual(await reach(targets, { port: own }), seen('open', 'open', 'closed', 'closed', 'closed'))
    assert.deepEqual(await reach(targets), seen('closed', 'open', 'closed', 'closed', 'closed'))
  })

  test('containers do not reach each other', async () => {
    const sandbox = await start(['/usr/bin/python3', '-c', dial])
    await heard(sandbox, /listening/)
    const neighbours = Array.from({ length: 12 }, (_, n) => driver.hostAddress.replace(/\d+$/, String(n + 2)))
    const reachable = await Promise.all(neighbours.map((address) => opens(address, 4000)))
    assert.equal(reachable.filter(Boolean).length, 1, 'from the host it is reached')
    const answers = await reach(neighbours.map((address) => `${address}:4000`))
    assert.deepEqual(
      answers.filter((line) => line.endsWith('open')),
      [],
    )
    await sandbox.dispose()
  })

  test('a limited container connects to its networks alone, and whoever has its address next is not limited', async () => {
    const beyond = await anotherHost()
    try {
      const [near, far] = beyond.addresses
      const targets = [`${near}:4000`, `${far}:4000`]
      const seen = (...states: string[]) => targets.map((target, index) => `${target} ${states[index]}`)
      assert.deepEqual(await reach(targets), seen('open', 'open'))
      assert.deepEqual(await reach(targets, { egress: 'none' }), seen('closed', 'closed'))
      assert.deepEqual(await reach(targets, { egress: [`${near}/32`] }), seen('open', 'closed'))
      assert.deepEqual(await reach(targets), seen('open', 'open'))
    } finally {
      beyond.remove()
    }
  })

  test('who prints much is heard to the end', async () => {
    assert.equal((await runs(['/usr/bin/head', '-c', '20000000', '/dev/zero'])).length, 20_000_000)
  })

  test('no two containers have a user in common, be they of two Roosts', async () => {
    const other = await openOciDriver({ program: 'runc', copies: `${copies}-two` })
    const firsts = new Set<string>()
    for (const each of [driver, driver, other, other]) {
      const map = await runs(['/bin/cat', '/proc/self/uid_map'], {}, each)
      firsts.add(map.trim().split(/\s+/)[1]!)
    }
    await other.close()
    assert.equal(firsts.size, 4)
  })

  test('all containers together leave memory to the host', {
    skip: !existsSync(memoryGroups) && 'groups of version 2',
  }, () => {
    const [group = ''] = readdirSync(memoryGroups).filter((name) => name.startsWith(`roost-${process.pid}-`))
    const limit = Number(readFileSync(join(memoryGroups, group, 'memory.limit_in_bytes'), 'utf8'))
    assert.ok(limit > 0.8 * totalmem() && limit < 0.95 * totalmem(), `${limit} bytes`)
  })

  test('memory beyond the limit ends the program, and no other', async () => {
    const hog = ['/usr/bin/python3', '-c', 'x = []\nwhile True: x.append(bytearray(1 << 20))']
    const sandbox = await start(hog)
    const exit = await new Promise((resolve) => sandbox.onExit(resolve))
    assert.deepEqual(exit, { signal: 'SIGKILL' })
    await sandbox.dispose()
  })

  test('/tmp is its own and of its size; nothing else can be written', async () => {
    const script = `exec 2>/dev/null; cd /tmp; head -c 20000000 /dev/zero > fill; stat -c %s fill
      for d in / /usr /etc /var/task /opt /proc /dev; do touch $d/x && echo wrote $d; done; ls /tmp`
    const [said = '', ...lines] = (await runs(['/bin/sh', '-c', script])).trim().split('\n')
    assert.deepEqual([Number(said), ...lines], [16 * 2 ** 20, 'fill'])
  })

  /** A process with a driver and a container, and what there is of them. */
  async function anotherWorker() {
    const script = `
      import { openOciDriver } from '${join(import.meta.dirname, 'oci-driver.io.ts')}'
      const driver = await openOciDriver({ program: 'runc', copies: '${copies}-other' })
      await driver.create({ ...${JSON.stringify(nothing)}, id: 'x', command: ['/bin/sleep', '${process.pid}87'] })
      console.log('runs')`
    const worker = spawn(process.execPath, ['--input-type=module-typescript', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    await new Promise((resolve) => worker.stdout.once('data', resolve))
    const left = () => {
      const said = execFileSync('ps', ['-eo', 'args'], { encoding: 'utf8' }).split('\n')
      const programs = said.filter((line) => line === `/bin/sleep ${process.pid}87`)
      const directories = readdirSync('/run/roost').filter((name) => name.startsWith(`${worker.pid}-`))
      const groups = readdirSync('/sys/fs/cgroup/pids').filter((name) => name.startsWith(`roost-${worker.pid}-`))
      const bridges = readdirSync('/sys/class/net').map(aliasOf)
      return [
        ...programs,
        ...directories,
        ...groups,
        ...bridges.filter((name) => name.startsWith(`roost-${worker.pid}-`)),
      ]
    }
    assert.ok(left().length >= 4)
    return { worker, left }
  }

  async function untilNothing(left: () => string[]): Promise<void> {
    for (let waited = 0; left().length > 0; waited += 20) {
      assert.ok(waited < 10_000, `left: ${left().join(' ')}`)
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }

  test('a worker that is killed leaves nothing: no container, no mount, no network', async () => {
    const { left, worker } = await anotherWorker()
    worker.kill('SIGKILL')
    await untilNothing(left)
  })

  test('what is left when its keeper is killed, too, is ended by the next driver', async () => {
    const { left, worker } = await anotherWorker()
    const keepers = execFileSync('pgrep', ['-P', String(worker.pid)], { encoding: 'utf8' })
      .trim()
      .split('\n')
    for (const keeper of keepers) process.kill(Number(keeper), 'SIGKILL')
    const ended = new Promise((resolve) => worker.once('exit', resolve))
    worker.kill('SIGKILL')
    await ended
    const next = await openOciDriver({ program: 'runc', copies: `${copies}-next` })
    await untilNothing(left)
    await next.close()
  })
})

/** None of a link that is gone by now: other Roosts of this host come and go. */
function aliasOf(link: string): string {
  try {
    return readFileSync(`/sys/class/net/${link}/ifalias`, 'utf8')
  } catch {
    return ''
  }
}

/** A network namespace that stands for a machine elsewhere, with two addresses and a server. */
async function anotherHost(): Promise<{ addresses: [string, string]; remove(): void }> {
  const name = `far-${process.pid}`
  const [outer, prefix] = [`fr${process.pid}`, `198.18.${process.pid % 250}`]
  const addresses: [string, string] = [`${prefix}.2`, `${prefix}.3`]
  const ip = (words: string) => execFileSync('ip', words.split(' '))
  ip(`netns add ${name}`)
  ip(`link add ${outer} type veth peer name eth0 netns ${name}`)
  ip(`address add ${prefix}.1/24 dev ${outer}`)
  ip(`link set ${outer} up`)
  for (const address of addresses) ip(`-n ${name} address add ${address}/24 dev eth0`)
  ip(`-n ${name} link set eth0 up`)
  ip(`-n ${name} route add default via ${prefix}.1`)
  const server = spawn('ip', ['netns', 'exec', name, 'python3', '-c', dial], { stdio: ['ignore', 'pipe', 'inherit'] })
  await new Promise((resolve) => server.stdout.once('data', resolve))
  return {
    addresses,
    remove() {
      server.kill('SIGKILL')
      ip(`netns delete ${name}`)
    },
  }
}

function opens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 1000 })
    for (const [event, open] of Object.entries({ connect: true, error: false, timeout: false }))
      socket.once(event, () => {
        socket.destroy()
        resolve(open)
      })
  })
}

function heard(sandbox: Sandbox, words: RegExp): Promise<void> {
  return new Promise((resolve) => {
    let text = ''
    sandbox.onOutput((_stream, chunk) => {
      text += new TextDecoder().decode(chunk)
      if (words.test(text)) resolve()
    })
  })
}
