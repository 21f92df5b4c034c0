import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { PreparedCode } from './aws-sdk.ts'
import { modulesOfScript, packagesOfManifest, packagesOfScript } from './named-packages.ts'

/** What is read of one function at most: beyond, nobody wrote it by hand. */
const filesMax = 4000
const bytesMax = 64 * 2 ** 20
const fileBytesMax = 16 * 2 ** 20
/** The event loop gets its turn after so long. */
const turnMs = 3
/** Directories of what others wrote. */
const notTheirs = /^(\..*|node_modules|site-packages|__pycache__)$/

/** Packages of AWS's SDK that a function in JavaScript needs and does not bring. */
export async function packagesNeeded({ taskRoot, optRoot }: PreparedCode): Promise<string[]> {
  const roots = [taskRoot, ...(optRoot ? [join(optRoot, 'nodejs')] : [])]
  const installed = roots.flatMap(nodeModulesOf)
  const named = new Set<string>()
  for (const root of roots) {
    for await (const source of sourcesIn(root, /\.[cm]?js$/))
      for (const name of packagesOfScript(source.toString())) named.add(name)
  }
  for (const modules of installed) for await (const name of leftByPackages(modules)) named.add(name)
  return [...named].filter((name) => !installed.some((modules) => existsSync(join(modules, name)))).toSorted()
}

/** Whether a function in Python imports of boto3's modules what it does not bring. */
export async function modulesNeeded({ taskRoot, optRoot }: PreparedCode): Promise<boolean> {
  const layer = optRoot && join(optRoot, 'python')
  const roots = [taskRoot, ...(layer ? [layer, ...sitePackagesOf(layer)] : [])]
  const brings = (name: string) =>
    roots.some((root) => existsSync(join(root, name)) || existsSync(join(root, `${name}.py`)))
  for (const root of roots) {
    for await (const source of sourcesIn(root, /\.py$/))
      if (modulesOfScript(source.toString()).some((name) => !brings(name))) return true
  }
  return false
}

/** Files under a directory, links not followed; ends quietly where it is read enough. */
async function* sourcesIn(root: string, named: RegExp): AsyncGenerator<Buffer> {
  const directories = [root]
  const turns = new Turns()
  let [files, bytes] = [0, 0]
  for (let directory = directories.pop(); directory !== undefined; directory = directories.pop()) {
    for (const entry of entriesOf(directory)) {
      const path = join(directory, entry.name)
      if (entry.isDirectory() && !notTheirs.test(entry.name)) directories.push(path)
      if (!entry.isFile() || !named.test(entry.name)) continue
      if (++files > filesMax || bytes > bytesMax) return
      const content = contentOf(path)
      bytes += content.length
      yield content
      await turns.take()
    }
  }
}

/** Leaves the event loop to others now and then. */
class Turns {
  #ends = performance.now() + turnMs

  async take(): Promise<void> {
    if (performance.now() < this.#ends) return
    await new Promise((resolve) => setImmediate(resolve))
    this.#ends = performance.now() + turnMs
  }
}

const nodeModulesOf = (root: string): string[] =>
  ['node_modules', ...entriesOf(root).flatMap(({ name }) => (/^node\d+$/.test(name) ? [`${name}/node_modules`] : []))]
    .map((name) => join(root, name))
    .filter((path) => existsSync(path))

const sitePackagesOf = (layer: string): string[] =>
  entriesOf(join(layer, 'lib')).map(({ name }) => join(layer, 'lib', name, 'site-packages'))

/** What installed packages ask for beside themselves. */
async function* leftByPackages(modules: string): AsyncGenerator<string> {
  const turns = new Turns()
  const names = entriesOf(modules).flatMap(({ name }) =>
    name.startsWith('@') ? entriesOf(join(modules, name)).map((inner) => `${name}/${inner.name}`) : [name],
  )
  for (const name of names) {
    for (const wanted of packagesOfManifest(contentOf(join(modules, name, 'package.json')).toString()))
      if (!existsSync(join(modules, name, 'node_modules', wanted))) yield wanted
    await turns.take()
  }
}

function entriesOf(directory: string) {
  try {
    return readdirSync(directory, { withFileTypes: true })
  } catch {
    return []
  }
}

function contentOf(path: string): Buffer {
  try {
    return statSync(path).size > fileBytesMax ? Buffer.alloc(0) : readFileSync(path)
  } catch {
    return Buffer.alloc(0)
  }
}
