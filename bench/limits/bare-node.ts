import { type ChildProcess, spawn } from 'node:child_process'

/** Milliseconds from the spawn of a Node that does nothing to its end: what a start of any kind costs at least. */
export function timeBareNode(): Promise<number> {
  return new Promise((resolve, reject) => {
    const from = performance.now()
    const child = spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' })
    child.once('error', reject)
    child.once('exit', (code) => {
      if (code === 0) resolve(performance.now() - from)
      else reject(new Error(`node -e 0 ended with ${code}`))
    })
  })
}

/** A Node that waits and has nothing to do. Resolves once it has said that it waits. */
export function startIdleNode(): Promise<ChildProcess> {
  return new Promise((resolve, reject) => {
    const code = 'setInterval(() => {}, 1e9); process.stdout.write("idle")'
    const child = spawn(process.execPath, ['-e', code], { stdio: ['ignore', 'pipe', 'inherit'] })
    child.once('error', reject)
    child.stdout!.once('data', () => resolve(child))
  })
}
