import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import type { Duplex } from 'node:stream'
import type { LaneChannel } from '../../lanes/fast-lane.ts'
import { signalOfStatus } from '../exit-status.ts'
import { openChannel } from '../lane-pipes.io.ts'
import { measure, raisePriority } from '../process-tree.io.ts'
import type { Exit, Fitting, Sandbox, SandboxSpec, Usage } from '../sandbox.ts'
import { Unlaunchable } from '../unlaunchable.ts'
import type { Cgroups } from './cgroups.io.ts'
import { FirstProcess } from './first-process.io.ts'
import { HeldOutput } from './held-output.io.ts'

export interface OciSandboxParts {
  spec: SandboxSpec
  /** The OCI runtime's command line, up to the container's name. */
  argv: readonly string[]
  /** Where the OCI runtime writes the number of the container's first process, and what went wrong. */
  pidFile: string
  logFile: string
  cgroups: Cgroups
  group: string
  /** Puts code and layers in their places, and walls around its network. */
  fit(fitting: Fitting): Promise<void>
  /** Removes what the host holds for it. */
  clear(): Promise<void>
}

/** Also looked for within a sandbox's mounts: never where a function may write, whatever the worker's own path is. */
const hostPrograms = { PATH: '/usr/sbin:/usr/bin:/sbin:/bin' }
/** After the runtime has ended its children may still hold a pipe: so long we wait for the rest. */
const drainMs = 250
/** Who prints without end gets some 200 MB a second of the worker, not all of its time. */
const outputPauseMs = 4

export class OciSandbox implements Sandbox {
  readonly id: string
  readonly lane: LaneChannel
  readonly variables = {}
  #starter: ChildProcess
  #parts: OciSandboxParts
  #outputs: Record<'stdout' | 'stderr', HeldOutput>
  #first: FirstProcess
  #pid = 0
  #frozen = false
  #exit: Exit | undefined
  #exitListeners: ((exit: Exit) => void)[] = []
  #gone = Promise.withResolvers<void>()

  /** Resolves once the container runs. */
  static async start(parts: OciSandboxParts): Promise<OciSandbox> {
    const { spec, argv } = parts
    const [command = '', ...args] = spec.background ? ['nice', '-n', '10', ...argv] : argv
    const starter = spawn(command, [...args, spec.id], {
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', 'pipe'],
      env: hostPrograms,
    })
    const sandbox = new OciSandbox(starter, parts)
    try {
      await sandbox.#started()
    } catch (error) {
      if (error instanceof Unlaunchable) await sandbox.dispose()
      else {
        for (const stream of starter.stdio) stream?.destroy()
        await parts.clear()
      }
      throw error
    }
    return sandbox
  }

  private constructor(starter: ChildProcess, parts: OciSandboxParts) {
    this.id = parts.spec.id
    this.#starter = starter
    this.#parts = parts
    for (const stream of starter.stdio) stream?.on('error', () => {})
    const [, out, error, down, up, told] = starter.stdio as unknown as Duplex[]
    const held = new HeldOutput(up!)
    this.lane = { ...openChannel(down!, up!), listen: (listener) => held.listen(listener) }
    this.#outputs = { stdout: new HeldOutput(out!, outputPauseMs), stderr: new HeldOutput(error!, outputPauseMs) }
    this.#first = new FirstProcess(told!)
  }

  async #started(): Promise<void> {
    const [status] = await once(this.#starter, 'exit')
    if (status !== 0) throw new Error(`no container could be started: ${readIfThere(this.#parts.logFile).trim()}`)
    this.#pid = Number(readFileSync(this.#parts.pidFile, 'utf8'))
    void this.#first.ended.then((told) => this.#ended(told))
    if (this.#parts.spec.image) await this.#launched()
  }

  async #launched(): Promise<void> {
    const [, errorType, words] = /^(Runtime\.\w+) (.*)$/.exec(await this.#first.said) ?? []
    if (errorType !== undefined) throw new Unlaunchable(errorType, words!)
  }

  onOutput(listener: (stream: 'stdout' | 'stderr', chunk: Uint8Array) => void): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      this.#outputs[stream].listen((chunk) => listener(stream, chunk))
      this.#starter[stream]?.on('error', () => this.kill())
    }
  }

  onExit(listener: (exit: Exit) => void): void {
    if (this.#exit) listener(this.#exit)
    else this.#exitListeners.push(listener)
  }

  /** With its first process ends all of its namespace. */
  kill(): void {
    if (this.#exit) return
    try {
      process.kill(this.#pid, 'SIGKILL')
    } catch {
      // It has ended this moment.
    }
    this.thaw()
  }

  freeze(): void {
    if (this.#exit) return
    this.#frozen = true
    this.#parts.cgroups.freeze(this.#parts.group, true)
  }

  thaw(): void {
    if (!this.#frozen) return
    this.#frozen = false
    this.#parts.cgroups.freeze(this.#parts.group, false)
  }

  promote(): void {
    if (this.#parts.spec.background && !this.#exit) raisePriority(this.#pid)
  }

  usage(): Usage {
    if (this.#exit) return { privateBytes: 0, residentBytes: 0, processes: 0 }
    return measure(this.#pid, true)
  }

  async fit(fitting: Fitting): Promise<void> {
    const { memoryMb, tmpMb } = fitting
    const { spec, cgroups, group } = this.#parts
    if (memoryMb + tmpMb !== spec.memoryMb + spec.tmpMb) cgroups.limitMemory(group, memoryMb + tmpMb)
    if (tmpMb !== spec.tmpMb) {
      const args = [`--mount=/proc/${this.#pid}/ns/mnt`, 'mount', '-o', `remount,size=${tmpMb}m`, '/tmp']
      // Nobody waits for it: the old size holds until the new one does.
      execFile('nsenter', args, { env: hostPrograms }, () => {})
    }
    await this.#parts.fit(fitting)
  }

  async dispose(): Promise<void> {
    this.kill()
    await this.#gone.promise
  }

  /** The first process tells the runtime's status; one that was killed says nothing. */
  #ended(told: string): void {
    let done = false
    const tell = () => {
      if (done) return
      done = true
      clearTimeout(patience)
      for (const stream of this.#starter.stdio) stream?.destroy()
      this.#exit = exitOf(told)
      void this.#parts.clear().then(this.#gone.resolve)
      for (const listener of this.#exitListeners) listener(this.#exit)
    }
    const [, out, error, , up] = this.#starter.stdio as unknown as Duplex[]
    const ends = [out!, error!, up!].map((stream) => (stream.closed ? Promise.resolve() : once(stream, 'close')))
    void Promise.all(ends).then(tell)
    const patience = setTimeout(tell, drainMs)
  }
}

function exitOf(told: string): Exit {
  const status = Number.parseInt(told, 10)
  if (Number.isNaN(status)) return { signal: 'SIGKILL' }
  const signal = signalOfStatus(status)
  return signal ? { signal } : { status }
}

function readIfThere(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
