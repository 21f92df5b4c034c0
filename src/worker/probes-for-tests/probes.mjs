// What a hostile function would try, as far as JavaScript alone reaches.
import { execFileSync, spawnSync } from 'node:child_process'
import fs from 'node:fs'
import net from 'node:net'
import os from 'node:os'

const openFor = (path, flags) => fs.closeSync(fs.openSync(path, flags))
const run = (...words) => {
  const { status, stderr } = spawnSync(words[0], words.slice(1))
  if (status !== 0) throw new Error(`status ${status} ${stderr}`)
}
const connect = (options) =>
  new Promise((resolve, reject) => {
    const socket = net.connect({ timeout: 1000, ...options })
    socket.on('connect', () => resolve(socket.destroy()))
    socket.on('error', reject)
    socket.on('timeout', () => reject(new Error('nothing answers', socket.destroy())))
  })

const probes = (target) => ({
  "read another function's code": () => fs.readFileSync(target.code),
  'change its own code': () => openFor(import.meta.filename, 'a'),
  'read files of other users': () => fs.readFileSync('/etc/shadow'),
  'read what another left in /tmp': () => fs.readFileSync(target.leftBehind),
  'write where the host keeps things': () => openFor(target.leftBehind, 'r+'),
  'see it by a symbolic link': () => {
    const link = `${os.tmpdir()}/link-${process.pid}`
    fs.symlinkSync(target.leftBehind, link)
    fs.readFileSync(link)
  },
  'read the environment of another process': () => fs.readFileSync(`/proc/${target.victim}/environ`),
  'signal another process': () => process.kill(target.victim, 0),
  'walk into the root of another process': () => fs.readdirSync(`/proc/${target.victim}/root/`),
  'reach a port of the host': () => connect({ host: '127.0.0.1', port: target.port }),
  'reach it by name': () => connect({ host: 'localhost', port: target.port }),
  'reach an address of the host': () => connect({ host: target.address, port: target.port }),
  'reach an abstract socket of the host': () => connect({ path: `\0${target.abstract}` }),
  'have a namespace': () => run('unshare', '-U', 'true'),
  mount: () => run('unshare', '-m', 'mount', '-t', 'tmpfs', 'none', '/mnt'),
  'become root': () => {
    process.setuid(0)
    fs.accessSync('/root', fs.constants.W_OK)
  },
  "read the kernel's memory": () => fs.readSync(fs.openSync('/proc/kcore'), Buffer.alloc(1)),
  'set parameters of the kernel': () => openFor('/proc/sys/kernel/core_pattern', 'r+'),
  'leave its control group': () => openFor(target.group, 'r+'),
  'go before others': () => os.setPriority(-5),
  "see the host's programs run": () => {
    if (execFileSync('ps', ['-e']).toString().split('\n').length < 10) throw new Error('none')
  },
})

export async function handler(target) {
  const outcomes = {}
  for (const [name, probe] of Object.entries(probes(target))) {
    try {
      await probe()
      outcomes[name] = 'done'
    } catch (error) {
      outcomes[name] = String(error.message).slice(0, 120)
    }
  }
  return outcomes
}
