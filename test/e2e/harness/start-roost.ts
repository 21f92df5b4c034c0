import { type ChildProcess, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { runProgram } from './run-program.ts'

const launcher = join(import.meta.dirname, '../../../roost')

/** A Roost of a test's own: free port, fresh data directory outside /tmp, gone at the end. */
export interface StartedRoost {
  endpoint: string
  region: string
  dataDirectory: string
  process: ChildProcess
  /** AWS_ENDPOINT_URL and credentials, as `roost env` prints them. */
  environment: Record<string, string>
  /** Runs a verb of the command line against it. */
  roost(...words: string[]): ReturnType<typeof runProgram>
  /** SIGTERM, and waits; the data directory stays until `remove`. */
  stop(): Promise<number | null>
  remove(): Promise<void>
}

export interface StartOptions {
  dataDirectory?: string
  words?: string[]
  /** Beside what this process has. */
  env?: Record<string, string>
}

/** For functions that tell a test what they do by files: in a container they have none of this machine's. */
export const onThisDisk = ['--sandbox', 'process']

export async function startRoost(options: StartOptions = {}): Promise<StartedRoost> {
  const dataDirectory = options.dataDirectory ?? mkdtempSync('/var/tmp/roost-test-')
  const child = spawn(launcher, ['up', '--port', '0', '--data', dataDirectory, '--json', ...(options.words ?? [])], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { ...process.env, ...options.env },
  })
  let errors = ''
  child.stderr!.on('data', (part: Buffer) => (errors += part.toString()))
  const exited = new Promise<number | null>((resolve) => child.once('exit', resolve))
  const line = await Promise.race([firstLine(child), exited.then((code) => `exit ${code}`)])
  if (line.startsWith('exit')) throw new Error(`roost up ended (${line}): ${errors}`)
  const { endpoint, region } = JSON.parse(line) as { endpoint: string; region: string }
  const roost = (...words: string[]) => runProgram(launcher, [...words, '--data', dataDirectory])
  const stop = async () => {
    child.kill('SIGTERM')
    return exited
  }
  return {
    endpoint,
    region,
    dataDirectory,
    process: child,
    environment: JSON.parse((await roost('env', '--json')).stdout) as Record<string, string>,
    roost,
    stop,
    async remove() {
      await stop()
      rmSync(dataDirectory, { recursive: true, force: true })
    },
  }
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve) => createInterface({ input: child.stdout! }).once('line', resolve))
}
