import type { Descriptor } from './image-manifest.ts'

/** A place that images come from: a directory, an archive, a registry. All that it gives is checked by its taker. */
export interface ImageSource {
  /** The manifest, or index, that the reference means; rejects with BadImage where there is none. */
  root(): Promise<Uint8Array>
  /** One of those that an index names. */
  manifest(descriptor: Descriptor): Promise<Uint8Array>
  blob(descriptor: Descriptor): Promise<AsyncIterable<Uint8Array>>
  close(): Promise<void>
}

/** Of manifests, indexes and configurations. */
export const documentBytesMax = 4 * 2 ** 20
