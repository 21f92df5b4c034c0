import { execFileSync } from 'node:child_process'
import { chmodSync, copyFileSync, existsSync, mkdirSync, realpathSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { ImageRoot } from '../../images/images.ts'
import { quote } from '../quote.ts'
import type { Keeper } from './keeper.io.ts'
import { writeNames } from './rootfs.io.ts'

/** Where in an image's root directory our own shell is. */
const home = '/.roost'

/**
 * What lies over every image: the places that a container needs, the names of hosts, and a shell for the first process,
 * as an image need not have one. The shell brings its own loader and libraries.
 */
export class ImageFrame {
  readonly path: string
  /** The command line ahead of `-c`. */
  readonly shell: readonly string[]

  constructor(path: string) {
    this.path = path
    for (const name of ['proc', 'dev', 'tmp', 'etc', home])
      mkdirSync(join(path, name), { recursive: true, mode: 0o755 })
    chmodSync(path, 0o755)
    chmodSync(join(path, 'tmp'), 0o1777)
    writeNames(path)
    const [program, loader] = [this.#copy('/bin/sh'), this.#copyNeeds('/bin/sh')]
    this.shell = loader ? [`${home}/${basename(loader)}`, '--library-path', home, program] : [program]
    for (const file of ['/bin/bash', '/bin/cat']) if (existsSync(file)) this.#bringForExtensions(file)
    this.#copy(join(import.meta.dirname, '../../../../runtimes/extensions/starter.sh'))
  }

  /** The starter of extensions knows these by their names alone. */
  #bringForExtensions(file: string): void {
    this.#copy(file)
    const loader = this.#copyNeeds(file)
    if (loader) this.#copy(loader, 'loader')
  }

  /** A program's libraries and loader; tells which is the loader. */
  #copyNeeds(file: string): string | undefined {
    // Says `libc.so.6 => /lib/… (0x…)` of libraries, `/lib64/ld-… (0x…)` of the loader; fails for what needs none.
    const needs = linesOf('ldd', file).map((line) => /^\s*(?:(\S+) => )?(\/\S+) \(0x/.exec(line))
    for (const need of needs) if (need) this.#copy(need[2]!, need[1])
    return needs.find((need) => need && need[1] === undefined)?.[2]
  }

  /** The image's layers over each other, and this over them: read-only, as there is no place to write to. */
  async mount(keeper: Keeper, { directory, layers }: ImageRoot, place: string): Promise<void> {
    mkdirSync(place, { mode: 0o755 })
    const options = `ro,nosuid,nodev,lowerdir=${[this.path, ...layers].join(':')}`
    // From within their directory, as all names must fit into one page.
    await keeper.run(`cd ${quote(directory)} && mount -t overlay -o ${quote(options)} overlay ${quote(place)}`)
  }

  #copy(file: string, name = basename(file)): string {
    const at = `${home}/${basename(name)}`
    copyFileSync(realpathSync(file), join(this.path, at))
    chmodSync(join(this.path, at), 0o755)
    return at
  }
}

function linesOf(command: string, ...args: string[]): string[] {
  try {
    return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).split('\n')
  } catch {
    return []
  }
}
