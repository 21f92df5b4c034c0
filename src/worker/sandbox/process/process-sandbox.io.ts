import { type ChildProcess, execFile, spawn } from 'node:child_process'
import { readdirSync, rmdirSync, symlinkSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Duplex } from 'node:stream'
import type { LaneChannel } from '../../lanes/fast-lane.ts'
import { signalOfStatus } from '../exit-status.ts'
import { openChannel } from '../lane-pipes.io.ts'
import { descendants, lowerPriority, measure, raisePriority } from '../process-tree.io.ts'
import type { Exit, Fitting, Sandbox, SandboxSpec, Usage } from '../sandbox.ts'

export interface ProcessSandboxParts {
  spec: SandboxSpec
  argv: readonly string[]
  /** Its own directory for temporary files, where /tmp is the host's. */
  tmp?: string
  /** The host's side of its own /opt. */
  opt?: string
  /** Its group of the pids controller. */
  group?: string
  ownNamespace: boolean
}

/** After the runtime has ended, somebody outside its group may still hold a pipe: so long we wait for the rest. */
const drainMs = 250

export class ProcessSandbox implements Sandbox {
  readonly id: string
  readonly lane: LaneChannel
  readonly variables: Readonly<Record<string, string>>
  #child: ChildProcess
  #parts: ProcessSandboxParts
  #exit: Exit | undefined
  #exitListeners: ((exit: Exit) => void)[] = []
  #closed: Promise<void>

  /** Resolves once the process runs; a host that cannot start one rejects. */
  static async start(parts: ProcessSandboxParts): Promise<ProcessSandbox> {
    const [command = 'sh', ...args] = parts.argv
    const child = spawn(command, args, {
      cwd: parts.spec.workingDirectory,
      env: { ...parts.spec.variables, ...(parts.tmp && { TMPDIR: parts.tmp }) },
      detached: true,
      // The last one says nothing: it ends when this process does, whichever way that is.
      stdio: ['ignore', 'pipe', 'pipe', 'pipe', 'pipe', ...(parts.ownNamespace ? [] : ['pipe' as const])],
    })
    const sandbox = new ProcessSandbox(child, parts)
    await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
    return sandbox
  }

  private constructor(child: ChildProcess, parts: ProcessSandboxParts) {
    this.id = parts.spec.id
    this.#child = child
    this.#parts = parts
    this.variables = parts.tmp ? { TMPDIR: parts.tmp } : {}
    for (const stream of child.stdio) stream?.on('error', () => {})
    this.lane = openChannel(child.stdio[3] as Duplex, child.stdio[4] as Duplex)
    if (parts.spec.background && child.pid) lowerPriority(child.pid)
    this.#closed = new Promise((resolve) => {
      child.once('exit', (code, signal) => this.#ended(code, signal, resolve))
    })
  }

  onOutput(listener: (stream: 'stdout' | 'stderr', chunk: Uint8Array) => void): void {
    for (const stream of ['stdout', 'stderr'] as const) {
      this.#child[stream]?.on('data', (chunk: Uint8Array) => listener(stream, chunk))
      this.#child[stream]?.on('error', () => this.kill())
    }
  }

  onExit(listener: (exit: Exit) => void): void {
    if (this.#exit) listener(this.#exit)
    else this.#exitListeners.push(listener)
  }

  kill(): void {
    const { pid } = this.#child
    if (pid === undefined || this.#exit) return
    // Without a namespace a child may have left the group; it is found by its parent, so before that one dies.
    const strays = this.#parts.ownNamespace ? [] : descendants(pid)
    signal(-pid, 'SIGKILL')
    for (const stray of strays) signal(stray, 'SIGKILL')
  }

  freeze(): void {
    if (this.#child.pid !== undefined && !this.#exit) signal(-this.#child.pid, 'SIGSTOP')
  }

  thaw(): void {
    if (this.#child.pid !== undefined && !this.#exit) signal(-this.#child.pid, 'SIGCONT')
  }

  promote(): void {
    if (this.#parts.spec.background && this.#child.pid !== undefined) raisePriority(this.#child.pid)
  }

  usage(): Usage {
    const { pid } = this.#child
    if (pid === undefined || this.#exit) return { privateBytes: 0, residentBytes: 0, processes: 0 }
    return measure(pid, this.#parts.ownNamespace)
  }

  async fit({ code, tmpMb }: Fitting): Promise<void> {
    if (code.optRoot && this.#parts.opt) fillOpt(this.#parts.opt, code.optRoot)
    if (!this.#parts.ownNamespace || tmpMb === this.#parts.spec.tmpMb) return
    const args = [`--mount=/proc/${this.#child.pid}/ns/mnt`, 'mount', '-o', `remount,size=${tmpMb}m`, '/tmp']
    // Nobody waits for it: the old size holds until the new one does.
    execFile('nsenter', args, () => {})
  }

  async dispose(): Promise<void> {
    this.kill()
    await this.#closed
  }

  #ended(code: number | null, signalName: string | null, resolve: () => void): void {
    const { pid, stdio } = this.#child
    // Children of the runtime that are still in its group go with it.
    if (pid !== undefined) signal(-pid, 'SIGKILL')
    let told = false
    const tell = () => {
      if (told) return
      told = true
      clearTimeout(patience)
      for (const stream of stdio) stream?.destroy()
      this.#exit = this.#readExit(code, signalName)
      void this.#clear().then(resolve)
      for (const listener of this.#exitListeners) listener(this.#exit)
    }
    this.#child.once('close', tell)
    const patience = setTimeout(tell, drainMs)
  }

  #readExit(code: number | null, signalName: string | null): Exit {
    const byShell = this.#parts.ownNamespace && code !== null ? signalOfStatus(code) : undefined
    if (byShell) return { signal: byShell }
    return signalName === null ? { status: code ?? 0 } : { signal: signalName }
  }

  async #clear(): Promise<void> {
    for (const directory of [this.#parts.tmp, this.#parts.opt]) {
      if (directory) await rm(directory, { recursive: true, force: true })
    }
    if (!this.#parts.group) return
    for (let attempt = 0; attempt < 20 && !removed(this.#parts.group); attempt++) {
      await new Promise((resolve) => setTimeout(resolve, 5 * attempt))
    }
  }
}

/** Layers are not copied: each of their entries is a link. */
export function fillOpt(opt: string, optRoot: string): void {
  for (const name of readdirSync(optRoot)) symlinkSync(join(optRoot, name), join(opt, name))
}

/** The kernel frees a group a moment after its last process has ended. */
function removed(group: string): boolean {
  try {
    rmdirSync(group)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT'
  }
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name)
  } catch {
    // Nobody is left in the group.
  }
}
