import type { BlobId } from '../../base/identity.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import type { VersionRecord } from '../../lambda/resources.ts'
import type { Blobs } from '../../store/blobs.ts'

/**
 * Deletes packages that nothing names any more: replaced code, deleted functions and layers. Only while nothing is being
 * stored, so at the start: a package is written before the row that names it. Resolves with how many went.
 */
export async function sweepPackages(catalog: Pick<Catalog, 'list'>, blobs: Blobs): Promise<number> {
  const used = new Set<BlobId>()
  for (const [, version] of catalog.list('version', '')) {
    for (const blob of blobsOf(version)) used.add(blob)
    if (version.serving) for (const blob of blobsOf(version.serving)) used.add(blob)
  }
  for (const [, { blob }] of catalog.list('layer-version', '')) used.add(blob)
  const unused = (await blobs.ids()).filter((id) => !used.has(id))
  for (const id of unused) await blobs.delete(id)
  return unused.length
}

/** A layer that was deleted stays with the versions that had it. */
const blobsOf = ({ code, layers }: Pick<VersionRecord, 'code' | 'layers'>): BlobId[] => [
  ...(code.kind === 'zip' ? [code.blob] : []),
  ...layers.map((layer) => layer.blob),
]
