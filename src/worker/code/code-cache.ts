import type { BlobId } from '../../base/identity.ts'
import type { ImageDefaults, ImageRoot } from '../images/images.ts'
import type { EnvironmentSpec } from '../worker.ts'

/** Code as directories that can be run from: unpacked once per worker, shared by all environments that use it. */
export interface CodeCache {
  /** Rejects with Refused when a package cannot be had or unpacked. */
  lease(code: PackagedCode, layers: readonly BlobId[]): Promise<CodeLease>
  close(): Promise<void>
}

export type PackagedCode = Exclude<EnvironmentSpec['code'], { kind: 'image' }>

export interface CodeLease {
  taskRoot: string
  /** Where the layers lie merged, absent when there are none. */
  optRoot?: string
  /** Where the code is in an image: that, and what of it starts. */
  image?: ImageRoot & ImageDefaults
  /** The directories may be removed once nobody holds them. */
  release(): void
}

/** One unpacked directory. */
export interface Shelved {
  bytes: number
  /** How many leases hold it. */
  held: number
  /** Monotonic: when it was last let go. */
  lastUse: number
}

/** Which directories must go for the rest to fit: the longest unused first, never one that is held. */
export function chooseEvictions<Key>(shelf: ReadonlyMap<Key, Shelved>, bytesMax: number): Key[] {
  let bytes = [...shelf.values()].reduce((sum, each) => sum + each.bytes, 0)
  const free = [...shelf].filter(([, each]) => each.held === 0).toSorted(([, a], [, b]) => a.lastUse - b.lastUse)
  const gone: Key[] = []
  for (const [key, each] of free) {
    if (bytes <= bytesMax) break
    bytes -= each.bytes
    gone.push(key)
  }
  return gone
}
