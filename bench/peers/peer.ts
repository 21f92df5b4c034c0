import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { promisify } from 'node:util'
import type { Exchange } from '../load/raw-connection.ts'
import { RawConnection } from '../load/raw-connection.ts'
import type { Target } from '../load/signed-request.ts'

const run = promisify(execFile)

/** A program that people run functions with today. */
export interface Peer {
  /** With its exact version: what is compared today is compared tomorrow. */
  name: string
  /** Fetches what is missing into the folder, which is the peer's own and stays. */
  install(folder: string): Promise<void>
  /** Starts it with the echo function. */
  start(folder: string): Promise<StartedPeer>
}

export interface StartedPeer {
  target: Target
  exchange(event: string): Exchange
  stop(): void
}

/** Peers are kept from run to run. An install that failed or was cut short begins anew. */
export async function installed(peer: Peer): Promise<string> {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  const folder = join(cache, 'roost', 'peers', peer.name.replaceAll(' ', '-'))
  const stamp = join(folder, '.installed')
  if (existsSync(stamp)) return folder
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  await peer.install(folder)
  writeFileSync(stamp, '')
  return folder
}

const installMs = 180_000

/** One step of an install; its error is the last line that the tool said. */
export async function step(folder: string, words: string[], environment: Record<string, string> = {}): Promise<void> {
  const [program = '', ...rest] = words
  await run(program, rest, { cwd: folder, timeout: installMs, env: { ...process.env, ...environment } }).catch(
    (error: Error & { stderr?: string }) => {
      const said = (error.stderr?.trim() || error.message).split('\n').at(-1)
      throw new Error(`${words.slice(0, 3).join(' ')}: ${said}`, { cause: error })
    },
  )
}

/** Nobody listens on it now. */
export function freePort(): Promise<number> {
  return new Promise((resolve) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const { port } = server.address() as { port: number }
      server.close(() => resolve(port))
    })
  })
}

/** Runs until it is stopped; what it prints is of no interest as long as it answers. */
export function launch(words: string[], folder: string, environment: Record<string, string> = {}): ChildProcess {
  const [program = '', ...rest] = words
  // A group of its own: peers start programs, which end with them.
  const options = { cwd: folder, detached: true, env: { ...process.env, ...environment } }
  return spawn(program, rest, { ...options, stdio: 'ignore' }).on('error', () => {})
}

export function stopGroup(child: ChildProcess): void {
  if (child.pid === undefined || child.exitCode !== null) return
  process.kill(-child.pid, 'SIGKILL')
}

/** Asks until the answer is right; after half a minute it never will be. */
export async function untilRight(target: Target, exchange: () => Exchange): Promise<void> {
  const end = performance.now() + 30_000
  for (;;) {
    try {
      const connection = await RawConnection.open(target)
      await connection.time(exchange()).finally(() => connection.close())
      return
    } catch (error) {
      if (performance.now() > end) throw new Error(`does not answer: ${(error as Error).message}`, { cause: error })
      await sleep(100)
    }
  }
}
