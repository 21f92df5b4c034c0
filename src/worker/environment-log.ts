/** The log of one environment: takes what it prints and what happens to it, and makes Lambda's lines of it. */
export interface EnvironmentLog {
  readonly group: string
  readonly stream: string
  /** One whole log event of the runtime. */
  line(stream: 'stdout' | 'stderr', text: string): void
  /** Raw bytes of descriptors 1 and 2. */
  output(stream: 'stdout' | 'stderr', chunk: Uint8Array): void
  noted(note: ExtensionNote): void
  initEnded(report: InitReport): void
  started(invocation: { requestId: string; traceId: string; tail: boolean }): void
  /** The last 4 KB of the invocation's lines, where a tail was asked for. */
  ended(report: InvocationReport): Uint8Array | undefined
  /** Writes what is still held. */
  close(): void
}

/** What the platform tells of an extension, at the end of the init phase. */
export type ExtensionNote =
  | { what: 'extension'; name: string; state: string; events: readonly string[]; errorType?: string }
  | { what: 'subscription'; name: string; types: readonly string[] }

export interface InitReport {
  /** 'invoke': repeated under the first invocation. */
  phase: 'init' | 'invoke'
  durationMs: number
  status: 'success' | 'error' | 'timeout'
  errorType?: string
}

export interface InvocationReport {
  durationMs: number
  /** Only on the environment's first invocation. */
  initDurationMs?: number
  maxMemoryMb: number
  status: 'success' | 'error' | 'timeout'
  errorType?: string
  /** What the platform itself says of the failure. */
  words?: string
}
