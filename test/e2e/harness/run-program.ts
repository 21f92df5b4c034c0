import { spawn } from 'node:child_process'

export interface ProgramResult {
  status: number | null
  stdout: string
  stderr: string
}

/** Runs to the end; the result tells how it went, so that tests of failures read like tests of success. */
export function runProgram(
  program: string,
  words: string[],
  options: { env?: Record<string, string>; cwd?: string; input?: string } = {},
): Promise<ProgramResult> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, words, { cwd: options.cwd, env: { ...process.env, ...options.env } })
    const out: Buffer[] = []
    const err: Buffer[] = []
    child.stdout.on('data', (part: Buffer) => out.push(part))
    child.stderr.on('data', (part: Buffer) => err.push(part))
    child.on('error', reject)
    child.on('close', (status) =>
      resolve({ status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    )
    child.stdin.end(options.input ?? '')
  })
}
