import { existsSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const root = '/sys/fs/cgroup'
const megabyte = 2 ** 20

/** Control groups of sandboxes, in the first version's hierarchies or the second's one. */
export interface Cgroups {
  freeze(group: string, frozen: boolean): void
  /** Of the processors' time, as many times as a process outside of groups has. */
  weigh(group: string, times: number): void
  limitMemory(group: string, memoryMb: number): void
  /** False while somebody still lives in it. */
  remove(group: string): boolean
}

export const openCgroups = (): Cgroups => (existsSync(join(root, 'cgroup.controllers')) ? unified : divided)

const unified: Cgroups = {
  weigh: (group, times) => set(join(root, group, 'cpu.weight'), String(Math.min(10_000, times * 100))),
  freeze: (group, frozen) => set(join(root, group, 'cgroup.freeze'), frozen ? '1' : '0'),
  limitMemory: (group, memoryMb) => set(join(root, group, 'memory.max'), String(memoryMb * megabyte)),
  remove: (group) => removed(join(root, group)),
}

const divided: Cgroups = {
  weigh: (group, times) => set(join(root, 'cpu', group, 'cpu.shares'), String(times * 1024)),
  freeze: (group, frozen) => set(join(root, 'freezer', group, 'freezer.state'), frozen ? 'FROZEN' : 'THAWED'),
  limitMemory(group, memoryMb) {
    const bytes = String(memoryMb * megabyte)
    // With swap may never be less than without: one of the two orders is the right one.
    for (const name of ['memory.limit_in_bytes', 'memory.memsw.limit_in_bytes', 'memory.limit_in_bytes'])
      set(join(root, 'memory', group, name), bytes)
  },
  remove: (group) => readdirSync(root).every((controller) => removed(join(root, controller, group))),
}

/** A group that is gone, or a host that does not account swap, has nothing to be set. */
function set(path: string, value: string): void {
  try {
    writeFileSync(path, value)
  } catch {
    // As above: never the caller's business.
  }
}

function removed(path: string): boolean {
  try {
    rmdirSync(path)
    return true
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    return code === 'ENOENT' || code === 'ENOTDIR'
  }
}
