import { execFile } from 'node:child_process'
import { promisify } from 'node:util'

const run = promisify(execFile)
const fetchMs = 5 * 60_000

/** Settings of some users that would send pip elsewhere. */
const plainPip = { PIP_USER: 'false', PIP_REQUIRE_VIRTUALENV: 'false' }

/** Runs npm, pip and the like: what they write may be read by functions, which may be another user's processes. */
export async function runFetcher(command: readonly string[], directory: string): Promise<void> {
  await run('sh', ['-c', 'umask 022; exec "$@"', 'sh', ...command], {
    cwd: directory,
    env: { ...process.env, ...plainPip },
    timeout: fetchMs,
  })
}

/** Whether the program is there and works. */
export async function answers([program = '', ...words]: readonly string[]): Promise<boolean> {
  return run(program, words, { env: { ...process.env, ...plainPip }, timeout: fetchMs }).then(
    () => true,
    () => false,
  )
}
