import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { processesMax } from '../../../lambda/quotas.ts'
import type { Sandbox, SandboxDriver, SandboxSpec } from '../sandbox.ts'
import { fillOpt, ProcessSandbox } from './process-sandbox.io.ts'
import { type Abilities, planSpawn } from './spawn-plan.ts'

const run = promisify(execFile)

/**
 * Plain processes of this host, with what walls the host grants: for development, not for strangers' code.
 * `directory` holds what sandboxes keep on disk; it is removed at close.
 */
export async function openProcessDriver(directory: string, limits?: Partial<Abilities>): Promise<SandboxDriver> {
  return new ProcessDriver(directory, { ...(await findAbilities()), ...limits })
}

async function findAbilities(): Promise<Abilities> {
  const works = (command: string, args: string[]) =>
    run(command, args).then(
      () => true,
      () => false,
    )
  const root = process.getuid?.() === 0
  const [deathSignal, namespaces] = await Promise.all([
    works('setpriv', ['--pdeathsig', 'KILL', '--', 'true']),
    root && works('unshare', ['--mount', '--pid', '--fork', '--kill-child', '--mount-proc', 'true']),
  ])
  return { deathSignal, namespaces, pidsGroup: root ? findPidsGroup() : undefined }
}

/** The first version's controllers allow groups anywhere; the second's only where nothing else lives, which is rare. */
function findPidsGroup(): string | undefined {
  const group = `/sys/fs/cgroup/pids/roost-${process.pid}`
  try {
    if (!existsSync('/sys/fs/cgroup/pids/cgroup.procs')) return undefined
    removeStaleGroups('/sys/fs/cgroup/pids')
    mkdirSync(group, { recursive: true })
    return group
  } catch {
    return undefined
  }
}

/** Of workers that were killed before they could. */
function removeStaleGroups(controller: string): void {
  for (const name of readdirSync(controller)) {
    const pid = /^roost-(\d+)$/.exec(name)?.[1]
    if (pid && !existsSync(`/proc/${pid}`)) removeGroups(join(controller, name))
  }
}

function removeGroups(group: string): void {
  try {
    for (const entry of readdirSync(group, { withFileTypes: true })) {
      if (entry.isDirectory()) rmdirSync(join(group, entry.name))
    }
    rmdirSync(group)
  } catch {
    // Somebody still lives in it; the next worker tries again.
  }
}

class ProcessDriver implements SandboxDriver {
  readonly name = 'process'
  readonly limitsEgress = false
  readonly homes: SandboxDriver['homes']
  readonly hostAddress = '127.0.0.1'
  #directory: string
  #abilities: Abilities

  constructor(directory: string, abilities: Abilities) {
    this.#directory = directory
    this.#abilities = abilities
    this.homes = abilities.namespaces && existsSync('/opt') ? { opt: '/opt' } : {}
    mkdirSync(directory, { recursive: true, mode: 0o700 })
  }

  async create(asked: SandboxSpec): Promise<Sandbox> {
    const { taskRoot, optRoot } = asked.code ?? {}
    const visible = [...asked.visible, taskRoot, optRoot].filter((path) => path !== undefined && existsSync(path))
    const readOnly = asked.readOnly.filter(existsSync)
    const spec = { ...asked, visible: visible as string[], readOnly }
    const group = this.#makeGroup(spec.id)
    const own = join(this.#directory, spec.id)
    mkdirSync(own, { mode: 0o755 })
    const [tmp, opt] = this.#abilities.namespaces ? [undefined, this.homes.opt ? own : undefined] : [own, undefined]
    if (opt && optRoot) fillOpt(opt, optRoot)
    const argv = planSpawn(spec, this.#abilities, { groupProcs: group && join(group, 'cgroup.procs'), opt })
    return ProcessSandbox.start({ spec, argv, tmp, opt, group, ownNamespace: this.#abilities.namespaces })
  }

  /** There is no wall to make a door in. */
  async letIn(): Promise<void> {}

  #makeGroup(id: string): string | undefined {
    if (!this.#abilities.pidsGroup) return undefined
    const group = join(this.#abilities.pidsGroup, id)
    try {
      mkdirSync(group)
      writeFileSync(join(group, 'pids.max'), String(processesMax))
      return group
    } catch {
      return undefined
    }
  }

  async close(): Promise<void> {
    rmSync(this.#directory, { recursive: true, force: true })
    // Another driver of this process may still have sandboxes in it: the last one out removes it.
    if (this.#abilities.pidsGroup) removeGroups(this.#abilities.pidsGroup)
  }
}
