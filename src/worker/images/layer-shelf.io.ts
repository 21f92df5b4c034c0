import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { chooseEvictions, type Shelved } from '../code/code-cache.ts'

interface Layer extends Shelved {
  ready: Promise<void>
}

export interface HeldLayer {
  /** Relative to the shelf's directory. */
  path: string
  bytes: number
  release(): void
}

/** Short: all layers of an image must fit into one page of mount options. Long enough for no two to be found alike. */
const nameOf = (diffId: string): string => diffId.slice('sha256:'.length, 'sha256:'.length + 24)
const namePattern = /^[0-9a-f]{24}$/

/** Unpacked layers, each once, whatever images they are of. They outlive the worker. */
export class LayerShelf {
  readonly directory: string
  readonly #bytesMax: number
  readonly #layers = new Map<string, Layer>()

  constructor(directory: string, bytesMax: number) {
    this.directory = directory
    this.#bytesMax = bytesMax
    mkdirSync(directory, { recursive: true, mode: 0o711 })
    for (const name of readdirSync(directory)) {
      const place = join(directory, name)
      const bytes = Number(readIfThere(join(place, 'bytes')))
      if (namePattern.test(name) && bytes > 0)
        this.#layers.set(name, { bytes, held: 0, lastUse: 0, ready: Promise.resolve() })
      else rmSync(place, { recursive: true, force: true })
    }
  }

  /** `unpack` fills an empty directory, and answers the size, where the layer is not here yet. */
  async hold(diffId: string, unpack: (into: string) => Promise<number>): Promise<HeldLayer> {
    const name = nameOf(diffId)
    let layer = this.#layers.get(name)
    if (!layer) {
      const made: Layer = { bytes: 0, held: 0, lastUse: 0, ready: Promise.resolve() }
      made.ready = this.#unpack(name, unpack).then(
        (bytes) => void (made.bytes = bytes),
        (error: unknown) => {
          this.#layers.delete(name)
          throw error
        },
      )
      this.#layers.set(name, made)
      layer = made
    }
    const held = layer
    held.held++
    let released = false
    const release = () => {
      if (released) return
      released = true
      held.held--
      held.lastUse = performance.now()
      this.#evict()
    }
    try {
      await held.ready
    } catch (error) {
      release()
      throw error
    }
    return { path: `${name}/fs`, bytes: held.bytes, release }
  }

  async #unpack(name: string, unpack: (into: string) => Promise<number>): Promise<number> {
    const partial = mkdtempSync(join(this.directory, 'partial-'))
    try {
      mkdirSync(join(partial, 'fs'), { mode: 0o755 })
      const bytes = await unpack(join(partial, 'fs'))
      writeFileSync(join(partial, 'bytes'), String(Math.max(1, bytes)))
      renameSync(partial, join(this.directory, name))
      return bytes
    } finally {
      await rm(partial, { recursive: true, force: true })
    }
  }

  #evict(): void {
    for (const name of chooseEvictions(this.#layers, this.#bytesMax)) {
      this.#layers.delete(name)
      // Renamed first: it may be wanted again before its last file is gone.
      const doomed = mkdtempSync(join(this.directory, 'evicted-'))
      renameSync(join(this.directory, name), join(doomed, 'layer'))
      void rm(doomed, { recursive: true, force: true })
    }
  }
}

const readIfThere = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '')
