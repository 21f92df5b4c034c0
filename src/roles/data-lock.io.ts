import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'

/**
 * One process of a kind a data directory. The lock is a listening socket in the kernel's own name space where there is
 * one (Linux): it is gone with its process, however that dies, so that nothing stale is ever left to clean up.
 */
export async function lockData(directory: string, holder: string, patienceMs = 0): Promise<'locked' | 'held'> {
  const key = createHash('sha256').update(realpathSync(directory)).digest('hex').slice(0, 24)
  const address = process.platform === 'linux' ? `\0roost-${holder}-${key}` : join(directory, 'run', `${holder}.lock`)
  const until = performance.now() + patienceMs
  for (;;) {
    if (await listens(address)) return 'locked'
    if (performance.now() >= until) return 'held'
    await sleep(50)
  }
}

function listens(address: string): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer((socket) => socket.destroy())
    server.once('error', () => resolve(false))
    server.listen(address, () => {
      server.unref()
      resolve(true)
    })
  })
}
