import { fork } from 'node:child_process'
import { join } from 'node:path'
import type { Load, Measured } from './closed-loop.ts'

/** The load generator, in a process of its own: what it does costs neither side's event loop anything. */
export interface Generator {
  run(load: Load): Promise<Measured>
  stop(): void
}

export function startGenerator(): Generator {
  const child = fork(join(import.meta.dirname, 'generator-process.ts'), { serialization: 'advanced' })
  const ended = new Promise<never>((_, reject) => {
    child.once('exit', () => reject(new Error('the load generator ended')))
  })
  ended.catch(() => {})
  return {
    async run(load) {
      const answer = new Promise<{ measured?: Measured; fault?: string }>((resolve) => {
        child.once('message', (message) => resolve(message as { measured?: Measured; fault?: string }))
      })
      child.send(load)
      const { measured, fault } = await Promise.race([answer, ended])
      if (!measured) throw new Error(fault)
      return measured
    },
    stop() {
      child.kill()
    },
  }
}
