import { readdirSync, readFileSync, readlinkSync } from 'node:fs'
import type { StartedRoost } from './start-roost.ts'

/** What a Roost holds of its machine; functions that are gone have left nothing of it. */
export interface Holdings {
  /** Roost's own processes: none of them has ended and been started again. */
  own: number[]
  /** What those have started, apart from sandboxes: the shell that keeps containers, where there are any. */
  helpers: number
  /** Processes of sandboxes, of functions and of the pool. */
  sandboxed: number
  /** Busy or not, with those of the pool. */
  environments: number
  /** Of theirs, and of any that is being made or that nobody has put away: directories or control groups. */
  sandboxes: number
  busy: number
  /** Of Roost's own processes. */
  sockets: number
  descriptors: number
  /** In the data directory, apart from logs, databases, and code, which is kept for the next time. */
  files: string[]
}

interface Status {
  sandbox: string
  processes: { pid: number; name: string }[]
  environments: { idle: number; busy: number; frozen: number; pooled: number }
}

export async function holdingsOf(roost: StartedRoost): Promise<Holdings> {
  const { environments: at, processes, sandbox } = JSON.parse((await roost.roost('status', '--json')).stdout) as Status
  const data = processes.find(({ name }) => name === 'data')!.pid
  const family = familyOf(roost.process.pid!)
  const ours = new Set([roost.process.pid!, ...processes.map(({ pid }) => pid)])
  const isProcess = sandbox.startsWith('process')
  const contained = isProcess ? family.filter((pid) => !ours.has(pid)) : inGroupsOf(data)
  const names = readdirSync(roost.dataDirectory, { recursive: true, encoding: 'utf8' })
  const open = [...ours].flatMap(descriptorsOf)
  return {
    own: [...ours].sort((a, b) => a - b),
    helpers: family.filter((pid) => !contained.includes(pid) && !ours.has(pid)).length,
    sandboxed: contained.length,
    environments: at.idle + at.busy + at.frozen + at.pooled,
    sandboxes: new Set(
      isProcess ? names.filter((name) => /^worker\/sandboxes\/[^/]+$/.test(name)) : contained.map(groupOf),
    ).size,
    busy: at.busy,
    sockets: open.filter((target) => target.startsWith('socket:')).length,
    descriptors: open.filter((target) => !target.startsWith('socket:')).length,
    files: names.filter((name) => !/^(?:blobs|logs|worker\/code|worker\/sandboxes)\/|\.sqlite/.test(name)).sort(),
  }
}

const processIds = (): number[] =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number)

/** A process and all that it, or they, started. */
function familyOf(root: number): number[] {
  const parents = new Map(processIds().map((pid) => [pid, parentOf(pid)]))
  const belongs = (pid: number): boolean => pid === root || (pid > 1 && belongs(parents.get(pid) ?? 0))
  return [...parents.keys()].filter(belongs)
}

const parentOf = (pid: number): number => Number(/\) \S (\d+)/.exec(read(`/proc/${pid}/stat`))?.[1] ?? 0)

/** Containers are in control groups that name the process whose they are. */
const inGroupsOf = (data: number): number[] => processIds().filter((pid) => groupOf(pid).includes(`/roost-${data}-`))
const groupOf = (pid: number): string => read(`/proc/${pid}/cgroup`)

function descriptorsOf(pid: number): string[] {
  return readdirSync(`/proc/${pid}/fd`).flatMap((fd) => {
    try {
      return [readlinkSync(`/proc/${pid}/fd/${fd}`)]
    } catch {
      return []
    }
  })
}

/** What has ended meanwhile reads as nothing. */
function read(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}
