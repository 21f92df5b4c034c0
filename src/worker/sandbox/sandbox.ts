import type { LaneChannel } from '../lanes/fast-lane.ts'

/** How runtimes are held on this host: `process` now; containers and virtual machines are further drivers. */
export interface SandboxDriver {
  /** Sandboxes have an /opt of their own, where layers are found as on Lambda. */
  readonly ownOpt: boolean
  /** Starts the command. Rejects only when the host cannot start a process at all. */
  create(spec: SandboxSpec): Promise<Sandbox>
  /** Removes what the driver itself keeps on disk; sandboxes are disposed of by their owners before. */
  close(): Promise<void>
}

export interface SandboxSpec {
  id: string
  command: readonly string[]
  /** The whole environment at process start: nothing of ours is inherited. */
  variables: Readonly<Record<string, string>>
  workingDirectory: string
  /** Size of its own /tmp. */
  tmpMb: number
  /** Directories that must stay readable at their path, wherever they lie. */
  visible: readonly string[]
  /** Directories that no function may change: other environments run from them too. */
  readOnly: readonly string[]
  /** Layers, merged, for its /opt. */
  optRoot?: string
  /** Started ahead of need: leaves the processor to those that are needed now. */
  background?: boolean
}

/** The processes of one environment, from start to end. */
export interface Sandbox {
  readonly id: string
  readonly lane: LaneChannel
  /** Variables that a function in it needs, such as TMPDIR where /tmp is shared with the host. */
  readonly variables: Readonly<Record<string, string>>
  /** Descriptors 1 and 2: what native code and child processes print. */
  onOutput(listener: (stream: 'stdout' | 'stderr', chunk: Uint8Array) => void): void
  /** Once, after all that the lane and the output still held was delivered. Told at once when it has ended already. */
  onExit(listener: (exit: Exit) => void): void
  /** Ends every process in it, children included, without grace. */
  kill(): void
  freeze(): void
  thaw(): void
  usage(): Usage
  /** A sandbox that was started in the background is needed now. */
  promote(): void
  /** A sandbox from the pool learns late whose it is: the size of its /tmp, and layers for its /opt. */
  fit(tmpMb: number, optRoot?: string): void
  /** Kills, and resolves once processes and files are gone. */
  dispose(): Promise<void>
}

/** Exactly one is set, unless the process could not be started at all. */
export interface Exit {
  status?: number
  /** As in `SIGSEGV`. */
  signal?: string
}

export interface Usage {
  /** Memory that would be free if it were gone. */
  privateBytes: number
  /** What people call its memory: shared pages included. */
  residentBytes: number
  processes: number
}
