import { existsSync, mkdirSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { availableParallelism, totalmem } from 'node:os'
import { join } from 'node:path'
import { invariant } from '../../../base/invariant.ts'
import type { ImageRoot } from '../../images/images.ts'
import { quote } from '../quote.ts'
import type { CodePlaces, Fitting, Sandbox, SandboxDriver, SandboxSpec } from '../sandbox.ts'
import { bundleOf, userIds } from './bundle.ts'
import { type Cgroups, openCgroups } from './cgroups.io.ts'
import { copySmall, removeCopy } from './copy-small.io.ts'
import { ImageFrame } from './image-frame.io.ts'
import { type Keeper, openKeeper } from './keeper.io.ts'
import { endLeftovers, groupOf, leftoversOf, ownerName } from './leftovers.io.ts'
import { HostNetwork, type Slot } from './network.io.ts'
import { OciSandbox } from './oci-sandbox.io.ts'
import { readableCode } from './readable-code.io.ts'
import { Rootfs } from './rootfs.io.ts'

export interface OciDriverOptions {
  /** An OCI runtime: `runc`, `crun`, or a path. */
  program: string
  /** Where code is copied that functions could not read where it lies; made when needed, removed at close. */
  copies: string
  /** Where sandboxes are laid out: outside the data directory, which people remove while mounts may still be there. */
  directory?: string
}

/** Above what distributions give out to users and machines. */
const firstUserId = 0x7000_0000
/** Of one Roost. */
const userRanges = 16_384
/** On a busy host all sandboxes together get so many times the processor time of one other process for each core. */
const sandboxesToProcesses = 2
/** Of the host's memory, for all sandboxes together: /tmp of many megabytes comes on top of what their functions have. */
const memoryShare = 0.9

/** Drivers of this process, ever. */
let opened = 0

/**
 * Containers without an image: a read-only root made of this host's programs. Needs root and an OCI runtime that works
 * here; rejects with what is in the way.
 */
export async function openOciDriver(options: OciDriverOptions): Promise<SandboxDriver> {
  const directory = options.directory ?? '/run/roost'
  mkdirSync(directory, { recursive: true, mode: 0o711 })
  endLeftovers(directory)
  const own = join(directory, ownerName(opened++))
  const driver = new OciDriver(options, own)
  try {
    await driver.open()
    return driver
  } catch (error) {
    await driver.close()
    throw error
  }
}

class OciDriver implements SandboxDriver {
  readonly name = 'oci'
  readonly limitsEgress = true
  readonly homes = { task: '/var/task', opt: '/opt' }
  #program: string
  #copies: string
  #directory: string
  #group: string
  #keeper: Keeper
  #cgroups: Cgroups = openCgroups()
  #rootfs: Rootfs
  /** Made for the first image. */
  #frame: ImageFrame | undefined
  #network: HostNetwork | undefined
  /** Directories of the host by their path: which one it is, and where it is seen read-only. */
  #readOnly = new Map<string, { folder: string; view: Promise<string> }>()
  /** Places whose code was copied, not mounted. */
  #copied = new Set<string>()
  #made = 0
  #views = 0

  constructor({ program, copies }: OciDriverOptions, directory: string) {
    this.#program = program
    this.#copies = copies
    this.#directory = directory
    this.#group = groupOf(directory)
    mkdirSync(join(directory, 'runtime'), { recursive: true, mode: 0o711 })
    this.#rootfs = new Rootfs(join(directory, 'rootfs'))
    this.#keeper = openKeeper(leftoversOf(directory))
  }

  async open(): Promise<void> {
    const place = quote(this.#directory)
    // What is mounted in a shared directory is seen by the containers that hold a part of it.
    await this.#keeper.run(
      `mount --bind ${place} ${place} && mount --make-private ${place} && mount --make-shared ${place}`,
    )
    this.#network = await HostNetwork.open(this.#keeper, this.#group)
    writeFileSync(join(this.#directory, 'network'), this.#network.name)
    await this.#tryOut()
    this.#cgroups.weigh(this.#group, availableParallelism() * sandboxesToProcesses)
    this.#cgroups.limitMemory(this.#group, Math.floor((totalmem() / 2 ** 20) * memoryShare))
  }

  get hostAddress(): string {
    return this.#network?.gateway ?? ''
  }

  async letIn(address: string, port: number): Promise<void> {
    await this.#network?.open(port, address)
  }

  async create(spec: SandboxSpec): Promise<Sandbox> {
    const slot = await this.#takeSlot(spec)
    const bundle = join(this.#directory, spec.id)
    for (const name of ['', 'task', 'opt']) mkdirSync(join(bundle, name), { mode: 0o755 })
    const group = `${this.#group}/${spec.id}`
    const clear = () => this.#clear(spec.id, { bundle, group, slot })
    const shared = spec.image ? [] : this.#sharedBy(spec)
    this.#rootfs.prepare(shared)
    const place = (code: CodePlaces) => this.#place(spec, bundle, code)
    const placed = spec.image ? this.#mountImage(spec.image, bundle) : spec.code && place(spec.code)
    await placed?.catch((error) => clear().then(() => Promise.reject(error)))
    const config = bundleOf(spec, {
      rootfs: spec.image ? join(bundle, 'image') : this.#rootfs.path,
      shell: spec.image && this.#frame?.shell,
      task: join(bundle, 'task'),
      opt: join(bundle, 'opt'),
      shared,
      network: slot.path,
      cgroup: `/${group}`,
      firstUserId: this.#userIdsOfItsOwn(),
      architecture: process.arch,
    })
    // Its variables are nobody else's business on this host.
    writeFileSync(join(bundle, 'config.json'), JSON.stringify(config), { mode: 0o600 })
    const [pidFile, logFile] = [join(bundle, 'pid'), join(bundle, 'log')]
    const argv = [this.#program, '--root', join(this.#directory, 'runtime'), '--log', logFile, 'run', '--detach']
    argv.push('--preserve-fds', '3', '--pid-file', pidFile, '--bundle', bundle)
    const fit = async ({ code, egress }: Fitting) => {
      if (egress) await slot.limit(egress)
      await place(code)
    }
    return OciSandbox.start({ spec, argv, pidFile, logFile, cgroups: this.#cgroups, group, fit, clear })
  }

  async close(): Promise<void> {
    await this.#keeper.close()
    await rm(this.#copies, { recursive: true, force: true })
  }

  /** What works here is known when it has worked. */
  async #tryOut(): Promise<void> {
    const nothing = { variables: {}, workingDirectory: '/', visible: [], readOnly: [], memoryMb: 128, tmpMb: 1 }
    const sandbox = await this.create({ ...nothing, id: 'trial', command: ['/bin/sh', '-c', 'exit 42'] })
    const exit = await new Promise((resolve) => sandbox.onExit(resolve))
    await sandbox.dispose()
    if (JSON.stringify(exit) !== '{"status":42}')
      throw new Error(`a trial container ended with ${JSON.stringify(exit)}`)
  }

  /** Nobody's of other Roosts, and of this one nobody's whom it does not outlive by thousands. */
  #userIdsOfItsOwn(): number {
    const range = (this.#network?.number ?? 0) * userRanges + (this.#made++ % userRanges)
    return firstUserId + range * userIds
  }

  /** Without what lies inside another: that is seen there already. */
  #sharedBy({ visible }: SandboxSpec): string[] {
    const all = [...new Set([...this.#rootfs.base, ...visible])].filter((path) => existsSync(path)).toSorted()
    return all.filter((path) => !all.some((other) => path.startsWith(`${other}/`)))
  }

  async #mountImage(image: ImageRoot, bundle: string): Promise<void> {
    this.#frame ??= new ImageFrame(join(this.#directory, 'frame'))
    await this.#frame.mount(this.#keeper, image, join(bundle, 'image'))
  }

  async #place({ id, readOnly }: SandboxSpec, bundle: string, { taskRoot, optRoot }: CodePlaces): Promise<void> {
    const places = [[taskRoot, 'task'] as const, ...(optRoot ? [[optRoot, 'opt'] as const] : [])]
    for (const [from, name] of places) {
      const place = join(bundle, name)
      // Unpacked packages never change; a folder may, and what runs from it sees that.
      if (readOnly.some((root) => from.startsWith(`${root}/`)) && copySmall(from, place)) {
        this.#copied.add(place)
        continue
      }
      const source = await this.#readOnlyView(from, { roots: readOnly, copy: join(this.#copies, id) })
      await this.#keeper.run(`mount --bind ${quote(source)} ${quote(place)}`)
    }
  }

  /** A mount takes over whether its source may be written: so there is one that may not for every root of code. */
  async #readOnlyView(path: string, { roots, copy }: { roots: readonly string[]; copy: string }): Promise<string> {
    const known = roots.find((each) => path.startsWith(`${each}/`))
    const readable = known ? path : await readableCode(path, copy)
    // A copy is this sandbox's own: others have theirs.
    if (readable === copy) return copy
    const root = known ?? path
    return (await this.#viewNow(root)) + path.slice(root.length)
  }

  /** Who builds a folder anew may remove it before: then another is at its path, and the view of the old one is in vain. */
  #viewNow(root: string): Promise<string> {
    const { dev, ino } = statSync(root)
    const [last, folder] = [this.#readOnly.get(root), `${dev}:${ino}`]
    if (last?.folder === folder) return last.view
    const view = this.#viewOf(root)
    this.#readOnly.set(root, { folder, view })
    view.catch(() => this.#readOnly.delete(root))
    if (last) {
      // What runs from it has a mount of its own.
      const forget = async () => this.#keeper.run(`umount -l ${quote(await last.view)}`)
      view.then(forget).catch(() => {})
    }
    return view
  }

  async #viewOf(root: string): Promise<string> {
    // A number of its own, also after one that failed: never a place over which another's code is mounted.
    const view = join(this.#directory, `view-${this.#views++}`)
    if (!statSync(root).isDirectory()) throw new Error(`${root} is no directory`)
    mkdirSync(view, { recursive: true })
    await this.#keeper.run(`mount -o bind,ro ${quote(root)} ${quote(view)}`)
    return view
  }

  async #takeSlot({ egress, port }: SandboxSpec): Promise<Slot> {
    invariant(this.#network, 'sandboxes are made once the network is there')
    const slot = await this.#network.take()
    try {
      if (port !== undefined) await slot.open(port)
      if (egress) await slot.limit(egress)
      return slot
    } catch (error) {
      await slot.release().catch(() => {})
      throw error
    }
  }

  async #clear(id: string, { bundle, group, slot }: { bundle: string; group: string; slot: Slot }): Promise<void> {
    const places = ['task', 'opt', 'image'].map((name) => join(bundle, name))
    const mounts = places.filter((place) => !this.#copied.has(place)).map(quote)
    await this.#keeper.run(`for d in ${mounts.join(' ')}; do umount -l "$d" 2>/dev/null; done; true`).catch(() => {})
    for (const place of places) if (this.#copied.delete(place)) removeCopy(place)
    await slot.release().catch(() => {})
    rmSync(join(this.#directory, 'runtime', id), { recursive: true, force: true })
    await rm(join(this.#copies, id), { recursive: true, force: true })
    for (const name of ['config.json', 'pid', 'log']) rmSync(join(bundle, name), { force: true })
    // Never with what is in them: should a mount still be there, that would be the user's code.
    for (const name of ['task', 'opt', 'image', '']) removeIfEmpty(join(bundle, name))
    for (let attempt = 0; attempt < 20 && !this.#cgroups.remove(group); attempt++) {
      await new Promise((resolve) => setTimeout(resolve, 5 * attempt))
    }
  }
}

function removeIfEmpty(path: string): void {
  try {
    rmdirSync(path)
  } catch {
    // The leftovers' end sees to it.
  }
}
