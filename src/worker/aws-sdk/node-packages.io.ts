import {
  chmodSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { join } from 'node:path'
import { runFetcher } from './run-fetcher.io.ts'

/** What runs today runs tomorrow: no package of the SDK is newer than this release of it. */
export const javascriptSdkVersion = '3.1162.0'

/** Not each package is in each release; the others have numbers of their own, and come as those of the SDK need them. */
const wantedVersion = (name: string): string =>
  name.startsWith('@aws-sdk/') ? `${name}@<=${javascriptSdkVersion}` : `${name}@*`

/** Where `@aws-sdk/…` lies, and what was asked for to be there. */
export interface PackagesHere {
  root: string
  names: readonly string[]
}

/**
 * Packages of the AWS SDK for JavaScript, installed together in one directory. It never changes once it is there:
 * environments run from it. More packages make a further one that holds the former's too, by links to the same files.
 */
export class NodePackages {
  #directory: string
  #known: { generation: number; here: PackagesHere } | undefined

  constructor(directory: string) {
    this.#directory = directory
  }

  /** The directory that holds most. */
  newest(): PackagesHere | undefined {
    const last = this.#generations().at(-1)
    if (last === undefined) return undefined
    if (this.#known?.generation !== last) this.#known = { generation: last, here: this.#read(last) }
    return this.#known.here
  }

  #read(generation: number): PackagesHere {
    const home = join(this.#directory, nameOf(generation))
    const manifest = JSON.parse(readFileSync(join(home, 'package.json'), 'utf8')) as { dependencies?: object }
    return { root: join(home, 'node_modules'), names: Object.keys(manifest.dependencies ?? {}) }
  }

  /** Resolves with the names that the registry does not have. Rejects when npm cannot fetch: no network, no npm. */
  async install(names: readonly string[]): Promise<string[]> {
    mkdirSync(this.#directory, { recursive: true })
    const partial = mkdtempSync(join(this.#directory, 'partial-'))
    // Functions may be another user's processes.
    chmodSync(partial, 0o755)
    try {
      const last = this.#generations().at(-1) ?? 0
      if (last > 0) continueFrom(join(this.#directory, nameOf(last)), partial)
      else writeFileSync(join(partial, 'package.json'), '{}')
      const unknown = await installKnown(names, partial)
      if (unknown.length === names.length) return unknown
      // Another Roost may have been quicker, and may not have wanted the same.
      return this.#publish(partial, last + 1) ? unknown : await this.install(names)
    } finally {
      rmSync(partial, { recursive: true, force: true })
    }
  }

  #publish(partial: string, generation: number): boolean {
    const home = join(this.#directory, nameOf(generation))
    try {
      renameSync(partial, home)
      return true
    } catch (error) {
      if (existsSync(home)) return false
      throw error
    }
  }

  #generations(): number[] {
    if (!existsSync(this.#directory)) return []
    const numbers = readdirSync(this.#directory).map((name) => Number(generation.exec(name)?.[1] ?? 0))
    return numbers.filter((number) => number > 0).toSorted((a, b) => a - b)
  }
}

const nameOf = (number: number): string => `javascript-${javascriptSdkVersion}-${number}`
const generation = new RegExp(`^javascript-${javascriptSdkVersion.replaceAll('.', '\\.')}-(\\d+)$`)

/** Installs what there is, and returns what there is not. */
async function installKnown(names: readonly string[], into: string): Promise<string[]> {
  const unknown: string[] = []
  while (unknown.length < names.length) {
    const left = names.filter((name) => !unknown.includes(name))
    try {
      await npmInstall(left.map(wantedVersion), into)
      return unknown
    } catch (error) {
      const { stderr = '' } = error as { stderr?: string }
      const absent = left.filter((name) => /\bE404\b|\bETARGET\b/.test(stderr) && stderr.includes(`${name}@`))
      if (absent.length === 0) throw error
      unknown.push(...absent)
    }
  }
  return unknown
}

async function npmInstall(packages: readonly string[], prefix: string): Promise<void> {
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error']
  const hasty = ['--fetch-retries=1', '--fetch-retry-mintimeout=1000', '--fetch-retry-maxtimeout=2000']
  // Users keep registries and proxies in their settings, which apply; some keep the contrary of these there, too.
  const plain = ['--global=false', '--save', '--package-lock', '--install-strategy=hoisted']
  await runFetcher(['npm', 'install', '--prefix', prefix, ...quiet, ...hasty, ...plain, ...packages], prefix)
}

/** Files by links: they are never written to, npm replaces them. Its own notes are copied, these it does write to. */
function continueFrom(home: string, into: string): void {
  for (const note of ['package.json', 'package-lock.json'])
    if (existsSync(join(home, note))) copyFileSync(join(home, note), join(into, note))
  linkTree(join(home, 'node_modules'), join(into, 'node_modules'))
  rmSync(join(into, 'node_modules', '.package-lock.json'), { force: true })
}

function linkTree(from: string, to: string): void {
  mkdirSync(to)
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)]
    if (entry.isDirectory()) linkTree(source, target)
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
    else linkSync(source, target)
  }
}
