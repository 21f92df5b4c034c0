import type { ImageResolution } from '../../lambda/images.ts'

/** Images as directories that can be run from: layers unpacked once per worker, shared by all images that have them. */
export interface Images {
  /** Finds which image an address means now; nothing is unpacked. */
  resolve(uri: string): Promise<ImageResolution>
  /** Rejects with BadImage where the image cannot be had or is none. */
  lease(uri: string): Promise<ImageLease>
  close(): Promise<void>
}

export interface ImageLease extends ImageRoot, ImageDefaults {
  /** The layers may be removed once nobody holds them. */
  release: () => void
}

/** What the root directory of a container is made of. */
export interface ImageRoot {
  /** A directory of the host, and in it one directory per layer (overlayfs), the topmost first. */
  directory: string
  layers: readonly string[]
}

/** What an image says of how it is started. */
export interface ImageDefaults {
  entryPoint: readonly string[]
  command: readonly string[]
  workingDirectory: string
  variables: Readonly<Record<string, string>>
}
