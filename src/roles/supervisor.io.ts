import { type ChildProcess, spawn } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { isoInstant } from '../base/instant.ts'
import { removeAddress, writeAddress } from './address.io.ts'
import { readVirtualTime, writeVirtualTime } from './clocks.io.ts'
import { lockData } from './data-lock.io.ts'
import { type NodeOptions, type Order, type ProcessLine, type ProcessName, plans, type Report } from './roles.ts'
import { ensureRootKey } from './root-key.io.ts'

export interface UpOptions extends NodeOptions {
  json: boolean
}

/** What the person at the terminal can mend: another Roost on this directory, a port in use. */
export class CannotStart extends Error {
  override name = 'CannotStart'
}

/** Starts the processes, starts again what dies, and ends them all in order. Resolves with the exit code. */
export async function superviseRoost(options: UpOptions): Promise<number> {
  if (options.anyCredentials && !['127.0.0.1', '::1', 'localhost'].includes(options.host))
    throw new CannotStart(`--any-credentials is for loopback alone, not for ${options.host}`)
  const made = prepareDirectory(options)
  const { supervisor, ended, accessKeyId } = await startProcesses(options).catch((error: unknown) => {
    // Who could not start leaves no trace.
    if (made !== undefined) rmSync(made, { recursive: true, force: true })
    throw error
  })
  announce(options, supervisor, accessKeyId)
  await ended
  removeAddress(options.dataDirectory)
  return 0
}

async function startProcesses(options: UpOptions) {
  if ((await lockData(options.dataDirectory, 'supervisor')) === 'held')
    throw new CannotStart(`another Roost runs on ${options.dataDirectory}; stop it, or name another --data`)
  setClock(options)
  const { accessKeyId } = ensureRootKey(options.dataDirectory)
  const supervisor = new Supervisor(options)
  const ended = supervisor.untilSignalled()
  await supervisor.start().catch(async (error: unknown) => {
    await supervisor.drain()
    throw error
  })
  return { supervisor, ended, accessKeyId }
}

/** The first of the directories that were not there yet. */
function prepareDirectory({ dataDirectory }: UpOptions): string | undefined {
  try {
    const made = mkdirSync(join(dataDirectory, 'run'), { recursive: true, mode: 0o700 })
    chmodSync(dataDirectory, 0o700)
    return made
  } catch (error) {
    throw new CannotStart(`cannot use ${dataDirectory}: ${(error as Error).message}; name another --data`)
  }
}

/** Time goes on from where it stood, and never behind the machine's: what waits in the directory waits for that time. */
function setClock({ dataDirectory, virtualClock }: UpOptions): void {
  const stood = readVirtualTime(dataDirectory) ?? 0
  if (virtualClock) return writeVirtualTime(dataDirectory, Math.max(stood, Date.now()))
  if (stood > Date.now())
    throw new CannotStart(
      `the virtual clock of ${dataDirectory} stands at ${isoInstant(stood)}, in the future; ` +
        'go on with --virtual-clock, or name another --data',
    )
}

function announce(options: UpOptions, { endpoint, sandbox }: Supervisor, accessKeyId: string): void {
  writeAddress(options.dataDirectory, { endpoint, region: options.region, pid: process.pid })
  if (options.json) {
    process.stdout.write(
      `${JSON.stringify({ endpoint, region: options.region, dataDirectory: options.dataDirectory })}\n`,
    )
    return
  }
  const data = options.dataDirectory
  process.stdout.write(
    [
      `Roost is up at ${endpoint}`,
      `  connect   eval "$(./roost env${process.env.ROOST_DATA ? '' : dataFlag(data)})"    (access key ${accessKeyId})`,
      `  data      ${data}`,
      `  sandbox   ${sandbox}`,
      ...(options.virtualClock
        ? ['  clock     stands still for everything that nobody waits for: roost clock advance 6h']
        : []),
      ...(options.anyCredentials ? ['  WARNING   any access key is accepted, unchecked: for tests only'] : []),
      '  stop      Ctrl-C',
      '',
    ].join('\n'),
  )
}

const dataFlag = (directory: string): string =>
  directory === join(process.env.HOME ?? '', '.roost') ? '' : ` --data ${directory}`

interface Running {
  child: ChildProcess
  startedAt: number
}

class Supervisor {
  endpoint = ''
  sandbox = ''
  readonly #options: UpOptions
  readonly #running = new Map<ProcessName, Running>()
  readonly #failures = new Map<ProcessName, number>()
  #draining = false

  constructor(options: UpOptions) {
    this.#options = options
  }

  async start(): Promise<void> {
    await Promise.all((Object.keys(plans) as ProcessName[]).map((name) => this.#launch(name)))
  }

  /** Resolves once a signal has come and everything has ended. A second signal ends the waiting. */
  untilSignalled(): Promise<void> {
    return new Promise((resolve) => {
      const stop = () => {
        if (this.#draining) for (const { child } of this.#running.values()) child.kill('SIGKILL')
        else void this.drain().then(resolve)
      }
      process.on('SIGINT', stop)
      process.on('SIGTERM', stop)
    })
  }

  #launch(name: ProcessName): Promise<void> {
    const child = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', join(import.meta.dirname, 'process.io.ts'), name],
      { stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true },
    )
    this.#running.set(name, { child, startedAt: performance.now() })
    this.#tell(child, { order: 'start', roles: plans[name], options: this.#options })
    return new Promise((resolve, reject) => {
      child.on('message', (message: Report) => {
        if (message.report === 'failed') return reject(new CannotStart(message.reason))
        // A restarted data process must come back where its callers look for it.
        if (message.endpoint) {
          this.endpoint = message.endpoint
          this.sandbox = message.sandbox ?? ''
          this.#options.port = Number(new URL(message.endpoint).port)
        }
        this.#failures.delete(name)
        this.#shareProcesses()
        resolve()
      })
      child.on('exit', (code, signal) => {
        reject(new CannotStart(`the ${name} process ended (${signal ?? code}) before it was ready`))
        if (this.#running.get(name)?.child === child) this.#running.delete(name)
        if (!this.#draining && this.endpoint) this.#restart(name, signal ?? `exit ${code}`)
      })
    })
  }

  /** Soon at first, later and later while it goes on dying. */
  #restart(name: ProcessName, cause: string): void {
    const failures = (this.#failures.get(name) ?? 0) + 1
    this.#failures.set(name, failures)
    const waitMs = Math.min(10_000, 100 * 2 ** failures)
    process.stderr.write(`roost: the ${name} process ended (${cause}); starting it again in ${waitMs} ms\n`)
    setTimeout(() => {
      if (!this.#draining) this.#launch(name).catch(() => {})
    }, waitMs)
  }

  #shareProcesses(): void {
    const self = { name: 'supervisor', pid: process.pid, roles: ['supervisor'] }
    const others = [...this.#running].map(
      ([name, { child }]): ProcessLine => ({ name, pid: child.pid!, roles: plans[name] }),
    )
    for (const { child } of this.#running.values())
      this.#tell(child, { order: 'processes', processes: [self, ...others] })
  }

  /** Events first: what its pollers run is run by the data side, which takes events into its spool meanwhile. */
  async drain(): Promise<void> {
    this.#draining = true
    for (const name of (Object.keys(plans) as ProcessName[]).toReversed()) {
      const running = this.#running.get(name)
      if (!running) continue
      const gone = new Promise((resolve) => running.child.once('exit', resolve))
      this.#tell(running.child, { order: 'drain' })
      await gone
    }
  }

  #tell(child: ChildProcess, order: Order): void {
    if (child.connected) child.send(order, () => {})
  }
}
