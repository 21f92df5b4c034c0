import { createReadStream, statSync } from 'node:fs'
import { join } from 'node:path'
import { readFileBlobs } from '../engines/files/blobs.io.ts'
import type { FrontDoorParts } from '../front-door/front-door.ts'

/** The packages of this data directory, read piece by piece. */
export function openCodeSource(dataDirectory: string): NonNullable<FrontDoorParts['code']>['source'] {
  const blobs = readFileBlobs(join(dataDirectory, 'blobs'))
  return {
    open(blob) {
      const path = blobs.path(blob)
      return path === undefined ? undefined : { sizeBytes: statSync(path).size, chunks: createReadStream(path) }
    },
  }
}
