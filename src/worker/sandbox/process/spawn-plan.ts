import { fileDescriptorsMax } from '../../../lambda/quotas.ts'
import { quote } from '../quote.ts'
import type { SandboxSpec } from '../sandbox.ts'

/** What this host lets us do; found out once, at the driver's opening. */
export interface Abilities {
  /** Processes and mounts of their own (needs root): children cannot outlive the sandbox, /tmp is private. */
  namespaces: boolean
  /** `setpriv --pdeathsig`: a sandbox dies with its worker, however that dies. */
  deathSignal: boolean
  /** A directory of the pids controller under which a group a sandbox can be made. */
  pidsGroup?: string
}

/** What the driver has laid out for one sandbox. */
export interface Places {
  /** The file by which a process joins its group of the pids controller. */
  groupProcs?: string
  /** What is to be seen at /opt. */
  opt?: string
}

/** The command line that starts a sandbox: limits and walls first, the runtime last. */
export function planSpawn(spec: SandboxSpec, abilities: Abilities, { groupProcs, opt }: Places = {}): string[] {
  const dying = abilities.deathSignal ? ['setpriv', '--pdeathsig', 'KILL', '--'] : []
  const join = groupProcs ? [`echo 0 > ${quote(groupProcs)}`] : []
  if (!abilities.namespaces) {
    return ['sh', '-c', [...join, limits, watcher, 'exec "$@"'].join('\n'), 'sandbox', ...dying, ...spec.command]
  }
  const script = [...join, ...privateDirectories(spec, opt), limits, firstProcess].join('\n')
  const walls = ['unshare', '--mount', '--pid', '--fork', '--kill-child', '--mount-proc']
  return [...dying, ...walls, 'sh', '-c', script, 'sandbox', ...spec.command]
}

const limits = `ulimit -n ${fileDescriptorsMax}; ulimit -c 0`

/** Without a namespace: a process of the group that waits for the worker's end, and takes the group with it. */
const watcher = `( exec 1>&- 2>&- 3>&- 4>&-; read -r _ <&5; kill -KILL 0 ) &
exec 5<&-`

/**
 * The shell stays as process 1 of the namespace: it collects orphans, and unlike process 1 the runtime can be ended by a
 * signal. It lets go of the lane and the outputs, so that these end with the runtime, and keeps silent about its death.
 */
const firstProcess = `exec 9>&2 2>/dev/null
"$@" 2>&9 9>&- &
exec 1>&- 3>&- 4>&- 9>&-
wait $!
exit $?`

/** A /tmp of limited size, and an /opt that holds the function's layers. */
function privateDirectories(spec: SandboxSpec, opt?: string): string[] {
  const tmpfs = `mount -t tmpfs -o size=${spec.tmpMb}m,mode=1777,nosuid,nodev tmpfs /tmp`
  const layers = opt ? [hide('/opt', `mount -c -o bind ${quote(opt)} /opt`, spec)] : []
  const elsewhere = spec.readOnly.filter((path) => !/^\/(tmp|opt)\//.test(path))
  const locks = elsewhere.map((path) => `mount -c -o bind,ro ${quote(path)} ${quote(path)} || exit 125`)
  return [...locks, ...layers, hide('/tmp', tmpfs, spec)]
}

/** Mounts over a directory of the host; what in it must stay visible is mounted back, read-only. */
function hide(directory: string, mount: string, { visible, readOnly }: SandboxSpec): string {
  const back = [...new Set([...visible, ...readOnly])].filter((path) => path.startsWith(`${directory}/`))
  const mounts = back.map((path) => {
    const hidden = quote(`/proc/self/fd/9${path.slice(directory.length)}`)
    return `mkdir -p ${quote(path)} && mount -c -o bind,ro ${hidden} ${quote(path)}`
  })
  return [`exec 9<${directory}`, `${mount} || exit 125`, ...mounts, 'exec 9<&-'].join('\n')
}
