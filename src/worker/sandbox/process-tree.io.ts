import { readdirSync, readFileSync, statSync } from 'node:fs'
import { setPriority } from 'node:os'
import type { Usage } from './sandbox.ts'

/** Linux on x86; on other page sizes the figures are a multiple too low, never too high. */
const pageBytes = 4096

/**
 * Memory and number of a sandbox's processes. With a namespace of its own everything in it is counted, by its own /proc;
 * else what descends from its first process. Some 50 µs; zeros where the host has no /proc.
 */
export function measure(pid: number, ownNamespace: boolean): Usage {
  const usage: Usage = { privateBytes: 0, residentBytes: 0, processes: 0 }
  const root = ownNamespace ? `/proc/${pid}/root/proc` : '/proc'
  // A namespace that is still being made shows the host's /proc: those are not its processes.
  if (ownNamespace && deviceOf(root) === deviceOf('/proc')) return usage
  const pids = ownNamespace ? numbersIn(root) : [pid, ...descendants(pid)]
  for (const each of pids) {
    const [, resident = 0, shared = 0] = read(`${root}/${each}/statm`).split(' ').map(Number)
    usage.residentBytes += resident * pageBytes
    usage.privateBytes += (resident - shared) * pageBytes
    usage.processes++
  }
  return usage
}

/** Children, their children and so on; those whose parent has died already are not found. */
export function descendants(pid: number): number[] {
  const found: number[] = []
  const open = [pid]
  for (let parent = open.pop(); parent !== undefined; parent = open.pop()) {
    for (const thread of numbersIn(`/proc/${parent}/task`)) {
      const children = read(`/proc/${parent}/task/${thread}/children`).split(' ').filter(Boolean).map(Number)
      found.push(...children)
      open.push(...children)
    }
  }
  return found
}

/** Before it has threads. */
export function lowerPriority(pid: number): void {
  try {
    if (process.getuid?.() === 0) setPriority(pid, 10)
  } catch {
    // It has ended already.
  }
}

/** Linux keeps a priority a thread, so each is raised. Only root may. */
export function raisePriority(pid: number): void {
  for (const each of [pid, ...descendants(pid)]) {
    for (const thread of numbersIn(`/proc/${each}/task`)) {
      try {
        setPriority(thread, 0)
      } catch {
        // The thread has ended, or we are not root and nothing was lowered.
      }
    }
  }
}

/** Zero where there is nothing (any more). */
function deviceOf(path: string): number {
  try {
    return statSync(path).dev
  } catch {
    return 0
  }
}

function numbersIn(directory: string): number[] {
  try {
    return readdirSync(directory).map(Number).filter(Number.isInteger)
  } catch {
    return []
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'latin1')
  } catch {
    return ''
  }
}
