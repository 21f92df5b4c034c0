import type { Refusal } from '../lambda/refusals.ts'

/** How processes of a runtime are started on this host. */
export interface ResolvedRuntime {
  language: 'node' | 'python' | 'provided'
  /** Program and arguments ahead of the bootstrap; empty for provided.*, whose program is the function's own. */
  command: readonly string[]
  /** Where the language's programs lie. */
  directory: string
  /** Must stay visible inside a sandbox. */
  visible: readonly string[]
  /** As INIT_START says it. */
  version: string
}

export interface RuntimeResolver {
  /** May take long the first time: the runtime is fetched. A refusal says what to do. */
  resolve(runtime: string): Promise<ResolvedRuntime | { refusal: Refusal }>
}

export const unavailableRuntime = (runtime: string, advice: string): { refusal: Refusal } => ({
  refusal: { exception: 'InvalidRuntimeException', message: `The runtime ${runtime} is not available here: ${advice}` },
})

/** Memory sizes for which runtimes are booted ahead of need: the heap's limit is given at start. */
export const memoryClassesMb = [128, 512, 1024, 3008, 10_240] as const

/** The smallest class that has the memory. */
export const memoryClassOf = (memoryMb: number): number =>
  memoryClassesMb.find((classMb) => classMb >= memoryMb) ?? memoryMb

/** Lambda leaves a part of the memory to what is not the heap. */
const heapShare = 0.9

/** The command line that boots a runtime of ours, ready to be adopted. */
export function bootCommand(resolved: ResolvedRuntime, memoryMb: number, bootstraps: string): readonly string[] {
  if (resolved.language === 'python') return [...resolved.command, `${bootstraps}/python/bootstrap.py`]
  const heap = `--max-old-space-size=${Math.floor(memoryMb * heapShare)}`
  return [...resolved.command, heap, '--expose-gc', `${bootstraps}/node/bootstrap.mjs`]
}
