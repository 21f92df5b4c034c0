import { readFileSync, writeFileSync } from 'node:fs'

// A registry mirror without packages for other platforms makes npm leave them out of the lockfile, and `npm ci` then
// refuses that lockfile everywhere. This names each of them, so that it is skipped where it does not fit.
// Run after every `npm install`: node scripts/complete-lockfile.ts
interface Locked {
  version?: string
  dev?: boolean
  optional?: boolean
  os?: string[]
  cpu?: string[]
  libc?: string[]
  optionalDependencies?: Record<string, string>
}

const path = 'package-lock.json'
const lockfile = JSON.parse(readFileSync(path, 'utf8')) as { packages: Record<string, Locked> }
const packages = lockfile.packages
for (const [place, locked] of Object.entries(packages)) {
  for (const [name, version] of Object.entries(place === '' ? {} : (locked.optionalDependencies ?? {})))
    packages[`node_modules/${name}`] ??= {
      version,
      ...(locked.dev && { dev: true }),
      optional: true,
      ...platformOf(name),
    }
}
lockfile.packages = Object.fromEntries(Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1)))
writeFileSync(path, `${JSON.stringify(lockfile, undefined, 2)}\n`)

/** `@biomejs/cli-linux-x64-musl` → linux, x64, musl: as these packages' own manifests say. */
function platformOf(name: string): Pick<Locked, 'os' | 'cpu' | 'libc'> {
  const match =
    /(aix|android|darwin|freebsd|linux|netbsd|openbsd|openharmony|sunos|win32)-([a-z0-9]+)-?(musl|gnu|msvc)?/.exec(name)
  if (!match) return {}
  const [, os, cpu, libc] = match
  return { os: [os!], cpu: [cpu!], ...(os === 'linux' && libc && { libc: [libc === 'gnu' ? 'glibc' : libc] }) }
}
