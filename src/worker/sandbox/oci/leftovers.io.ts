import { execFileSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { quote } from '../quote.ts'

/** Of the control groups of one driver's sandboxes. */
export const groupOf = (directory: string): string => `roost-${basename(directory)}`

/**
 * Shell lines that end everything that the worker with this directory has left: containers, groups, mounts, files.
 * Mounts go before files: while one is left in it, nothing of the directory is removed, as that would be a user's code.
 */
export function leftoversOf(directory: string): string {
  const group = groupOf(directory)
  return `
for state in /sys/fs/cgroup/freezer/${group}/*/freezer.state; do [ -e "$state" ] && echo THAWED > "$state"; done
for try in 1 2 3 4 5 6 7 8 9; do
  left=
  # Each time: a container that was being started when its worker ended may join its group only now.
  for procs in /sys/fs/cgroup/pids/${group}/*/cgroup.procs /sys/fs/cgroup/${group}/*/cgroup.procs; do
    [ -e "$procs" ] && while read -r pid; do kill -KILL "$pid"; done < "$procs"
  done
  for dir in /sys/fs/cgroup/*/${group} /sys/fs/cgroup/${group}; do
    [ -d "$dir" ] && { rmdir "$dir"/*/ ; rmdir "$dir" || left=1; }
  done
  [ -z "$left" ] && break
  sleep 0.02
done
network=$(cat ${quote(join(directory, 'network'))})
# Its number may be another's by now.
if [ "$(cat "/sys/class/net/$network/ifalias")" = ${group} ]; then
  for space in $(ip netns list | cut -d' ' -f1 | grep "^$network-"); do ip netns delete "$space"; done
  nft delete table inet "$network"
  ip link delete "$network"
fi
cd /
umount -R -l ${quote(directory)}
grep -q ${quote(` ${directory}[/ ]`)} /proc/self/mountinfo || {
  rm -rf ${quote(directory)}
}
true`
}

/** A name that no other process will have, though its number may: `number-start-nth`. */
export const ownerName = (nth: number): string => `${process.pid}-${startOf(process.pid)}-${nth}`

/** Of workers that are gone, and whose keepers are gone too. */
export function endLeftovers(directory: string): void {
  for (const name of readdirSync(directory)) {
    const [, pid, start] = /^(\d+)-(\d+)-\d+$/.exec(name) ?? []
    if (!pid || startOf(Number(pid)) === start) continue
    execFileSync('sh', ['-c', leftoversOf(join(directory, name))], { stdio: 'ignore' })
  }
}

/** When it began, in ticks since the host's start; undefined when it has ended, whether its parent has noticed or not. */
function startOf(pid: number): string | undefined {
  try {
    // After the name, which may hold anything: the state is the first field, the start the twentieth.
    const fields = readFileSync(`/proc/${pid}/stat`, 'latin1').split(') ').at(-1)!.split(' ')
    return fields[0] === 'Z' ? undefined : fields[19]
  } catch {
    return undefined
  }
}
