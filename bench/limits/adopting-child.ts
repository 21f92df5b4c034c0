import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

/** A runtime that was spawned before anybody needed it, bare. */
export interface AdoptingChild {
  /** Milliseconds until the function's answer; rejects when it is another. */
  adopt(path: string, event: string, expected: string): Promise<number>
  stop(): void
}

/** Resolves once it waits. `interpreter`: a command line. */
export async function startAdoptingChild(
  interpreter: readonly string[],
  language: 'node' | 'python',
): Promise<AdoptingChild> {
  const program = join(import.meta.dirname, language === 'node' ? 'adopting-child.mjs' : 'adopting-child.py')
  const [command = '', ...words] = interpreter
  const child = spawn(command, [...words, program], { stdio: ['pipe', 'pipe', 'inherit'] })
  const lines = createInterface({ input: child.stdout })
  const nextLine = () =>
    new Promise<string>((resolve, reject) => {
      lines.once('line', resolve)
      child.once('exit', (code) => reject(new Error(`${program} ended with ${code}`)))
    })
  await nextLine()
  return {
    async adopt(path, event, expected) {
      const from = performance.now()
      const answered = nextLine()
      child.stdin.write(`${JSON.stringify({ path, event: JSON.parse(event) as unknown })}\n`)
      const answer = await answered
      const took = performance.now() - from
      if (answer !== expected) throw new Error(`${program} answered ${answer}`)
      return took
    },
    stop: () => void child.kill(),
  }
}
