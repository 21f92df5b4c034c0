import { mkdirSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import type { AwsSdk, AwsSdkPlace, PreparedCode } from './aws-sdk.ts'
import { Boto3, boto3Version } from './boto3.io.ts'
import { javascriptSdkVersion, NodePackages, type PackagesHere } from './node-packages.io.ts'
import { modulesNeeded, packagesNeeded } from './scan-code.io.ts'

export interface AwsSdkOptions {
  /** Where it lies, shared by all Roosts of this user. Default: ${XDG_CACHE_HOME:-~/.cache}/roost/runtimes/aws-sdk. */
  directory?: string
  /** Told what takes long or fails, in words for people. */
  onProgress?: (words: string) => void
}

/** The AWS SDK on this host: fetched when a function first needs it, kept from then on. */
export interface HostAwsSdk extends AwsSdk {
  /** All of it lies under here, also what is fetched later. */
  readonly directory: string
  /** Fetches packages for JavaScript that are not here yet. Rejects with words that say what to do. */
  addPackages(names: readonly string[]): Promise<void>
  /** Fetches boto3 for a version such as `3.12`, unless it is here. Rejects with words that say what to do. */
  addBoto3(version: string, interpreter: string): Promise<void>
  packages(): PackagesHere | undefined
  boto3(version: string): string | undefined
}

export function openAwsSdk(options: AwsSdkOptions = {}): HostAwsSdk {
  const cache = process.env.XDG_CACHE_HOME || join(homedir(), '.cache')
  return new FetchedAwsSdk({ directory: join(cache, 'roost', 'runtimes', 'aws-sdk'), ...options })
}

/** An environment waits so long for a fetch, then starts without; the fetch goes on. */
const holdMs = 60_000
/** After a failure, the next attempt: who has no network is not made to wait for each environment. */
const retryMs = 60_000
const scansMax = 2000

class FetchedAwsSdk implements HostAwsSdk {
  readonly directory: string
  #say: (words: string) => void
  #packages: NodePackages
  #boto3: Boto3
  /** Fetches go one at a time. */
  #fetching: Promise<unknown> = Promise.resolve()
  #failedAt = { npm: -Infinity, pip: -Infinity }
  #unknown = new Set<string>()
  #scans = new Map<string, Promise<string[]>>()

  constructor({ directory, onProgress = () => {} }: AwsSdkOptions & { directory: string }) {
    this.directory = directory
    this.#say = onProgress
    this.#packages = new NodePackages(directory)
    this.#boto3 = new Boto3(directory)
    try {
      // There from the start, so that sandboxes show what comes into it later.
      mkdirSync(directory, { recursive: true })
    } catch (error) {
      this.#say(`There is no place for the AWS SDK of functions: ${gist(error)}`)
    }
  }

  packages = (): PackagesHere | undefined => this.#packages.newest()
  boto3 = (version: string): string | undefined => this.#boto3.find(version)

  async prepare(
    { language, version, command }: Parameters<AwsSdk['prepare']>[0],
    code: PreparedCode,
  ): Promise<AwsSdkPlace> {
    try {
      if (language === 'node') return await this.#prepareNode(code)
      if (language === 'python') return await this.#preparePython(version.slice('python:'.length), command[0]!, code)
    } catch (error) {
      this.#say(`The AWS SDK for functions cannot be read in ${this.directory}: ${gist(error)}`)
    }
    return { named: false }
  }

  async #prepareNode(code: PreparedCode): Promise<AwsSdkPlace> {
    const needed = await this.#scan(code)
    if (this.#missing(needed).length > 0) await this.#hold('npm', () => this.#fetchPackages(needed))
    return { root: this.packages()?.root, named: needed.length > 0 }
  }

  async #preparePython(version: string, interpreter: string, code: PreparedCode): Promise<AwsSdkPlace> {
    const here = this.boto3(version)
    if (here !== undefined) return { root: here, named: true }
    if (!(await modulesNeeded(code))) return { named: false }
    await this.#hold('pip', () => this.addBoto3(version, interpreter))
    return { root: this.boto3(version), named: true }
  }

  async addPackages(names: readonly string[]): Promise<void> {
    await this.#fetchPackages(names)
    const unknown = names.filter((name) => this.#unknown.has(name))
    if (unknown.length > 0) throw new Error(noSuch(unknown))
  }

  #fetchPackages(names: readonly string[]): Promise<void> {
    return this.#inTurn(async () => {
      const missing = this.#missing(names)
      if (missing.length === 0) return
      this.#say(`Fetching ${missing.join(', ')} (once, of AWS SDK ${javascriptSdkVersion})`)
      const unknown = await this.#packages.install(missing).catch((error: unknown) => {
        const again = `roost runtimes add ${missing.join(' ')}`
        throw new Error(`npm could not fetch ${missing.join(', ')} (${gist(error)}). With a network: ${again}`)
      })
      for (const name of unknown) this.#unknown.add(name)
      this.#say(unknown.length > 0 ? noSuch(unknown) : `${missing.join(', ')}: here`)
    })
  }

  addBoto3(version: string, interpreter: string): Promise<void> {
    return this.#inTurn(async () => {
      if (this.boto3(version) !== undefined) return
      this.#say(`Fetching boto3 ${boto3Version} for Python ${version} (once, about 17 MB)`)
      await this.#boto3.install(version, interpreter).catch((error: unknown) => {
        const again = `roost runtimes add python${version}`
        throw new Error(`pip could not fetch boto3 for Python ${version} (${gist(error)}). With a network: ${again}`)
      })
      this.#say(`boto3 ${boto3Version} for Python ${version} is here`)
    })
  }

  #inTurn(work: () => Promise<void>): Promise<void> {
    const turn = this.#fetching.then(work)
    this.#fetching = turn.catch(() => {})
    return turn
  }

  #missing(names: readonly string[]): string[] {
    const here = this.packages()?.names ?? []
    return names.filter((name) => !here.includes(name) && !this.#unknown.has(name))
  }

  /** Waits for a fetch, within reason; a failure is told, and is the function's own affair from there. */
  async #hold(by: 'npm' | 'pip', fetch: () => Promise<void>): Promise<void> {
    if (performance.now() - this.#failedAt[by] < retryMs) return
    const fetched = fetch().catch((error: unknown) => {
      this.#failedAt[by] = performance.now()
      this.#say((error as Error).message)
    })
    let timer: NodeJS.Timeout | undefined
    const patience = new Promise<void>((resolve) => (timer = setTimeout(resolve, holdMs)))
    await Promise.race([fetched, patience])
    clearTimeout(timer)
  }

  /** Once for the same content. */
  #scan(code: PreparedCode): Promise<string[]> {
    let scan = this.#scans.get(code.key)
    if (!scan) {
      scan = packagesNeeded(code)
      if (this.#scans.size >= scansMax) this.#scans.clear()
      if (code.key !== '') this.#scans.set(code.key, scan)
    }
    return scan
  }
}

const noSuch = (names: readonly string[]): string =>
  `npm has no ${names.join(', ')}, or only of a later AWS SDK than ${javascriptSdkVersion}`

/** What a program's error says that a person can use. */
function gist(error: unknown): string {
  const { stderr, message } = error as { stderr?: string; message?: string }
  const lines = `${stderr ?? ''}\n${message ?? ''}`.split('\n').filter((line) => /\S/.test(line))
  return (lines.find((line) => /error/i.test(line)) ?? lines[0] ?? 'unknown').trim()
}
