import type { BlobId } from '../base/identity.ts'

/** Code packages by the SHA-256 of their bytes: written once, never changed. */
export interface Blobs {
  /** Durable before it resolves; writing what is there already does nothing. */
  put(bytes: Uint8Array): Promise<BlobId>
  get(id: BlobId): Promise<Uint8Array | undefined>
  /** A readable file of exactly these bytes; undefined when unknown. */
  path(id: BlobId): string | undefined
  delete(id: BlobId): Promise<void>
  /** All that are there, in no order. */
  ids(): Promise<BlobId[]>
}
