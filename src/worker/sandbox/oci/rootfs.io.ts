import { chmodSync, existsSync, lstatSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { functionUser } from './bundle.ts'

/** Of /etc what programs look up and what tells nothing of the host. */
const etcShared = ['ld.so.cache', 'ssl', 'ca-certificates', 'alternatives', 'mime.types', 'protocols', 'services']

/**
 * The root directory that all sandboxes share, read-only: empty places, over which programs of this host are mounted.
 * Nothing is copied and no image is fetched.
 */
export class Rootfs {
  readonly path: string
  /** Places of the host that every sandbox sees. */
  readonly base: readonly string[]

  constructor(path: string) {
    this.path = path
    mkdirSync(path, { recursive: true, mode: 0o755 })
    for (const name of ['proc', 'dev', 'var/task', 'opt', 'etc', 'tmp']) this.#directory(`/${name}`)
    chmodSync(join(path, 'tmp'), 0o1777)
    const topLevel = ['/bin', '/sbin', '/lib', '/lib64', '/lib32'].filter((name) => existsSync(name))
    const links = topLevel.filter((name) => lstatSync(name).isSymbolicLink())
    for (const name of links) if (!existsSync(join(path, name))) symlinkSync(`usr${name}`, join(path, name))
    this.#writeEtc()
    const etc = etcShared.map((name) => `/etc/${name}`).filter((name) => existsSync(name))
    this.base = ['/usr', ...topLevel.filter((name) => !links.includes(name)), ...etc]
    this.prepare(this.base)
  }

  /** Makes the places at which these are to be seen. */
  prepare(shared: readonly string[]): void {
    for (const path of shared) {
      if (path.startsWith('/tmp/')) continue
      if (lstatSync(path).isDirectory()) this.#directory(path)
      else if (!existsSync(join(this.path, path))) this.#write(path, '')
    }
  }

  #writeEtc(): void {
    const { uid, gid } = functionUser
    const user = `sbx_user1051:x:${uid}:${gid}::/home/sbx_user1051:/sbin/nologin`
    this.#write('/etc/passwd', `root:x:0:0:root:/root:/sbin/nologin\n${user}\nnobody:x:65534:65534::/:/sbin/nologin\n`)
    this.#write('/etc/group', `root:x:0:\nsbx_user1051:x:${gid}:\nnogroup:x:65534:\n`)
    this.#write('/etc/nsswitch.conf', 'passwd: files\ngroup: files\nhosts: files dns\n')
    writeNames(this.path)
  }

  #directory(path: string): void {
    mkdirSync(join(this.path, path), { recursive: true, mode: 0o755 })
  }

  #write(path: string, content: string): void {
    this.#directory(dirname(path))
    writeFileSync(join(this.path, path), content, { mode: 0o644 })
  }
}

/** By which names programs find others. */
export function writeNames(root: string): void {
  const hosts = '127.0.0.1 localhost sandbox.localdomain sandbox\n::1 localhost\n'
  writeFileSync(join(root, 'etc/hosts'), hosts, { mode: 0o644 })
  writeFileSync(join(root, 'etc/resolv.conf'), nameServers(), { mode: 0o644 })
}

/** The host's, but for those that listen on its own loopback: that is not a sandbox's. */
function nameServers(): string {
  const files = ['/run/systemd/resolve/resolv.conf', '/etc/resolv.conf'].filter((path) => existsSync(path))
  const lines = files.length > 0 ? readFileSync(files[0]!, 'utf8').split('\n') : []
  return `${lines.filter((line) => /^(nameserver|search|options)\s/.test(line) && !/\s(127\.|::1)/.test(line)).join('\n')}\n`
}
