import { globSync, readdirSync, readFileSync } from 'node:fs'

/** What Linux says of processes. */

/** Milliseconds of processor time so far, in steps of ten. */
export function processorMs(pid: number): number {
  const [, fields = ''] = /\) (.*)/.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
  const words = fields.split(' ')
  return (Number(words[11]) + Number(words[12])) * 10
}

/** Proportional set size: its own memory, and its share of what it has in common with others. */
export function pssMiB(pid: number): number {
  const kilobytes = /^Pss: +(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
  return Number(kilobytes) / 1024
}

export const commandLine = (pid: number): string => read(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim()

/** Processes of the whole machine that call themselves so. */
export const pidsOf = (title: string): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && commandLine(Number(name)) === title)
    .map(Number)

export const parentOf = (pid: number): number => Number(/\) \S (\d+)/.exec(read(`/proc/${pid}/stat`))?.[1])

/** Children, their children, and so on. */
export function descendants(pid: number): number[] {
  const children = new Map<number, number[]>()
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue
    const parent = parentOf(Number(name))
    children.set(parent, [...(children.get(parent) ?? []), Number(name)])
  }
  const found: number[] = []
  const look = (at: number): void => {
    for (const child of children.get(at) ?? []) {
      found.push(child)
      look(child)
    }
  }
  look(pid)
  return found
}

/** From a process up to, and without, one of its ancestors. */
export function chainUpTo(pid: number, ancestor: number): number[] {
  const chain: number[] = []
  for (let at = pid; at !== ancestor && at > 1; at = parentOf(at)) chain.push(at)
  return chain
}

/** Of the containers that a worker has: nobody's children, but in groups that bear its number. */
export const containedBy = (pid: number): number[] =>
  [`/sys/fs/cgroup/pids/roost-${pid}-*/*/cgroup.procs`, `/sys/fs/cgroup/roost-${pid}-*/*/cgroup.procs`]
    .flatMap((pattern) => globSync(pattern))
    .flatMap((path) => read(path).split('\n').filter(Boolean).map(Number))

/** Empty for what has ended meanwhile. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
