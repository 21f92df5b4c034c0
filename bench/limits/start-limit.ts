import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Target } from '../load/signed-request.ts'

export interface Limit {
  target: Target
  pid: number
  stop(): void
}

/** Starts a program of this folder, which says its port on its first line. */
export async function startLimit(program: string, ...words: string[]): Promise<Limit> {
  const child = spawn(process.execPath, [join(import.meta.dirname, `${program}.ts`), ...words], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const line = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)))
  })
  const { port } = JSON.parse(line) as { port: number }
  return { target: { host: '127.0.0.1', port }, pid: child.pid!, stop: () => void child.kill() }
}
