import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import { noContainers } from '../../worker-for-tests.io.ts'
import type { SandboxDriver } from '../sandbox.ts'
import { connectionsMax } from './network-rules.ts'
import { openOciDriver } from './oci-driver.io.ts'

/** Says one word to every address of its network, and how many neighbours the kernel then knows or looks for. */
const askAround = `
import socket, sys
speaker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
network = sys.argv[1].rsplit(".", 1)[0]
for last in range(2, 255):
    try:
        speaker.sendto(b"x", (f"{network}.{last}", 9))
    except OSError:
        pass
print(len(open("/proc/net/arp").readlines()) - 1)
`

/** Says one word to so many ports of a place where nobody is. */
const chatter = `
import socket, sys
for at in range(int(sys.argv[1])):
    if at % 60000 == 0:
        speaker = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    try:
        speaker.sendto(b"x", ("198.18.255.255", 1 + at % 60000))
    except OSError:
        pass
print("said")
`

describe('what a container does to the network that all share', { skip: noContainers }, () => {
  let copies: string
  let driver: SandboxDriver
  let ids = 0
  before(async () => {
    copies = mkdtempSync('/var/tmp/roost-copies-')
    driver = await openOciDriver({ program: 'runc', copies })
    await driver.letIn('127.0.0.1', 9)
  })
  after(async () => {
    await driver?.close()
    rmSync(copies, { recursive: true, force: true })
  })

  async function python(program: string, args: string[], egress?: string[]): Promise<string> {
    const sandbox = await driver.create({
      id: `n${ids++}`,
      command: ['/usr/bin/python3', '-c', program, ...args],
      variables: { PATH: '/usr/bin:/bin' },
      workingDirectory: '/',
      visible: [],
      readOnly: [],
      memoryMb: 128,
      tmpMb: 16,
      ...(egress && { egress }),
    })
    let said = ''
    sandbox.onOutput((_stream, chunk) => {
      said += new TextDecoder().decode(chunk)
    })
    await new Promise((resolve) => sandbox.onExit(resolve))
    await sandbox.dispose()
    return said.trim()
  }

  test('it fills no table of neighbours, as it has but one', async () => {
    assert.equal(await python(askAround, [driver.hostAddress]), '1')
  })

  test('the host remembers no more connections of it than its part', async () => {
    const remembered = () =>
      Number(execFileSync('cat', ['/proc/sys/net/netfilter/nf_conntrack_count'], { encoding: 'utf8' }))
    const before = remembered()
    assert.equal(await python(chatter, [String(3 * connectionsMax)]), 'said')
    const more = remembered() - before
    assert.ok(more > connectionsMax / 2 && more < 2 * connectionsMax, `${more} connections`)
  })

  test('networks that a firewall cannot take start nothing, and leave nothing', async () => {
    const slots = () => execFileSync('ip', ['netns', 'list'], { encoding: 'utf8' }).split('\n').length
    const before = slots()
    const overlapping = ['10.0.0.0/8', '10.1.0.0/16']
    for (let tries = 0; tries < 6; tries++)
      await assert.rejects(python('', [], overlapping), /interval|overlap|exists/i)
    // Others on this host have theirs; six of ours would be seen.
    assert.ok(slots() < before + 6)
    assert.equal(await python('print("runs")', [], ['10.0.0.0/8']), 'runs')
  })
})
