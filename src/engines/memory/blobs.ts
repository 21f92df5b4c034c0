import type { Digest } from '../../base/digest.ts'
import type { BlobId } from '../../base/identity.ts'
import type { Blobs } from '../../store/blobs.ts'

/** For tests and the simulator: gone with its process, and no files. */
export function openMemoryBlobs(digest: Digest): Blobs {
  const blobs = new Map<BlobId, Uint8Array>()
  return {
    put(bytes) {
      const id = digest.sha256Hex(bytes) as BlobId
      blobs.set(id, bytes.slice())
      return Promise.resolve(id)
    },
    get: (id) => Promise.resolve(blobs.get(id)),
    path: () => undefined,
    ids: () => Promise.resolve([...blobs.keys()]),
    delete(id) {
      blobs.delete(id)
      return Promise.resolve()
    },
  }
}
