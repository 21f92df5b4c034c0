import { fileDescriptorsMax, processesMax } from '../../../lambda/quotas.ts'
import type { SandboxSpec } from '../sandbox.ts'
import { seccompFor } from './seccomp.ts'

/** What the driver has laid out on the host for one sandbox. */
export interface Layout {
  rootfs: string
  /** Directories over which the function's code and layers will be mounted. */
  task: string
  opt: string
  /** Directories and files of the host that are seen at their own path, read-only. */
  shared: readonly string[]
  /** As the OCI runtime names groups. */
  cgroup: string
  /** The network namespace to join; without one there is no network at all. */
  network?: string
  /** First of the host's user ids (userIds many) that this sandbox has for itself. */
  firstUserId: number
  architecture: string
  /** Ahead of a script: a shell that needs nothing of the root directory. Present where that is an image. */
  shell?: readonly string[]
}

/** The user of every function on Lambda. */
export const functionUser = { uid: 993, gid: 990 }
/** Of a sandbox: from root, who sets it up, to beyond the function's. */
export const userIds = 1024
const megabyte = 2 ** 20
/** Of files (inotify), and the files of all of these. */
const watchersMax = 8
const watchesMax = 8192
const socketBytesMax = 64 * megabyte
/** Of MemorySize, for one processor (Lambda Developer Guide: memory and computing power). */
const memoryMbOfProcessor = 1769
const cpuSharesOfProcessor = 1024

/**
 * The shell stays as process 1: it collects orphans, and unlike process 1 the runtime can be ended by a signal. It tells
 * the exit status over descriptor 5, as nobody outside can wait for a process of this namespace.
 */
const firstProcess = `cd "$0" || exit
"$@" 5>&- &
exec 0<&- 1>&- 2>&- 3>&- 4>&-
wait $!
echo $? >&5`

/**
 * Of an image nothing is known before it runs: what cannot be started is told first, `started` otherwise. The program is
 * looked up by hand, as the shell would take its own commands for the image's.
 */
const firstProcessOfImage = `wrong() { printf '%s\\n' "$1" >&5; exit; }
cd "$0" 2>/dev/null || wrong "Runtime.InvalidWorkingDir chdir $0: no such file or directory"
name=$1; program=$1; shift
case $name in
*/*) ;;
*) program=; IFS=:
  for directory in $PATH; do
    [ -f "$directory/$name" ] && [ -x "$directory/$name" ] && program=$directory/$name && break
  done
  unset IFS
  [ "$program" ] || wrong "Runtime.InvalidEntrypoint exec: \\"$name\\": executable file not found in \\$PATH" ;;
esac
[ -e "$program" ] || wrong "Runtime.InvalidEntrypoint fork/exec $program: no such file or directory"
[ -f "$program" ] && [ -x "$program" ] || wrong "Runtime.InvalidEntrypoint fork/exec $program: permission denied"
echo started >&5
"$program" "$@" 5>&- &
exec 0<&- 1>&- 2>&- 3>&- 4>&-
wait $!
echo $? >&5`

/**
 * Parts of what all of the kernel shares, for which no OCI runtime has a word. Given the container's state as JSON.
 * Watchers of files are counted for whoever made the user namespace, so for the host's root: without a limit of its own
 * one sandbox could have all that there are. Kernels of other kinds (gVisor's) have no such number. What waits in sockets
 * is memory of the group with control groups of version 2, with version 1 where it is limited apart.
 */
const limitShared = ({ cgroup }: Layout): string => `read -r state
sockets=/sys/fs/cgroup/memory${cgroup}/memory.kmem.tcp.limit_in_bytes
[ -e "$sockets" ] && echo ${socketBytesMax} > "$sockets"
pid=\${state#*'"pid":'}
pid=\${pid# }
nsenter --user="/proc/\${pid%%[!0-9]*}/ns/user" sh -c '
  echo ${watchersMax} > /proc/sys/user/max_inotify_instances
  echo ${watchesMax} > /proc/sys/user/max_inotify_watches' || true`

/** The configuration of a container (OCI Runtime Specification 1.0.2). */
export function bundleOf(spec: SandboxSpec, layout: Layout): object {
  return {
    ociVersion: '1.0.2',
    hostname: 'roost',
    root: { path: layout.rootfs, readonly: true },
    process: processOf(spec, layout),
    mounts: mountsOf(spec, layout),
    hooks: { createRuntime: [{ path: '/bin/sh', args: ['sh', '-c', limitShared(layout)] }] },
    linux: {
      namespaces: namespacesOf(layout),
      uidMappings: [{ containerID: 0, hostID: layout.firstUserId, size: userIds }],
      gidMappings: [{ containerID: 0, hostID: layout.firstUserId, size: userIds }],
      rootfsPropagation: 'slave',
      cgroupsPath: layout.cgroup,
      resources: resourcesOf(spec),
      seccomp: seccompFor(layout.architecture),
      maskedPaths: masked,
      readonlyPaths: ['/proc/asound', '/proc/bus', '/proc/fs', '/proc/irq', '/proc/sys', '/proc/sysrq-trigger'],
    },
  }
}

function processOf(spec: SandboxSpec, { shell }: Layout): object {
  const none: string[] = []
  const first = shell ? [...shell, '-c', firstProcessOfImage] : ['/bin/sh', '-c', firstProcess]
  return {
    terminal: false,
    user: functionUser,
    cwd: '/',
    args: [...first, spec.workingDirectory, ...spec.command],
    env: Object.entries(spec.variables).map(([name, value]) => `${name}=${value}`),
    capabilities: { bounding: none, effective: none, inheritable: none, permitted: none, ambient: none },
    noNewPrivileges: true,
    // A host that runs out of memory ends functions, not what runs them.
    oomScoreAdj: 500,
    rlimits: [
      { type: 'RLIMIT_NOFILE', soft: fileDescriptorsMax, hard: fileDescriptorsMax },
      { type: 'RLIMIT_CORE', soft: 0, hard: 0 },
    ],
  }
}

const namespacesOf = ({ network }: Layout): object[] => [
  ...['pid', 'ipc', 'uts', 'mount', 'user', 'cgroup'].map((type) => ({ type })),
  { type: 'network', ...(network && { path: network }) },
]

function mountsOf({ tmpMb, image }: SandboxSpec, { shared, task, opt }: Layout): object[] {
  const walls = ['nosuid', 'nodev']
  const seen = (destination: string, source: string, ...more: string[]) => ({
    destination,
    source,
    type: 'bind',
    options: ['bind', 'ro', ...walls, ...more],
  })
  return [
    { destination: '/proc', type: 'proc', source: 'proc', options: [...walls, 'noexec'] },
    { destination: '/dev', type: 'tmpfs', source: 'tmpfs', options: ['nosuid', 'noexec', 'mode=755', 'size=64k'] },
    { destination: '/tmp', type: 'tmpfs', source: 'tmpfs', options: [...walls, 'mode=1777', `size=${tmpMb}m`] },
    ...shared.map((path) => seen(path, path)),
    // What the host mounts over these later is seen inside: so a container that runs already gets its code.
    ...(image ? [] : [seen('/var/task', task, 'rslave'), seen('/opt', opt, 'rslave')]),
  ]
}

/**
 * A share of the processors in proportion to memory, of which idle neighbours' parts may be used too. What is in /tmp
 * counts as memory here, so it comes on top.
 */
function resourcesOf({ memoryMb, tmpMb }: SandboxSpec): object {
  const limit = (memoryMb + tmpMb) * megabyte
  const shares = Math.max(2, Math.round((memoryMb / memoryMbOfProcessor) * cpuSharesOfProcessor))
  return {
    devices: [{ allow: false, access: 'rwm' }],
    memory: { limit, swap: limit },
    pids: { limit: processesMax },
    cpu: { shares },
  }
}

const masked =
  `acpi cmdline config.gz interrupts kallsyms kcore keys key-users kmsg latency_stats modules pagetypeinfo sched_debug scsi slabinfo softirqs
  timer_list timer_stats vmallocinfo zoneinfo`
    .split(/\s+/)
    .map((name) => `/proc/${name}`)
