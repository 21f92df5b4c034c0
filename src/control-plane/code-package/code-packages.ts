import { toBase64 } from '../../base/bytes.ts'
import type { Digest } from '../../base/digest.ts'
import { unzippedBytesMax, zippedBytesMax } from '../../lambda/quotas.ts'
import { refuse } from '../../lambda/refusals.ts'
import type { Blobs } from '../../store/blobs.ts'
import type { StoredPackage } from '../operations/operation-context.ts'

/** Where a request says that its code is. */
export interface PackageContent {
  ZipFile?: Uint8Array
  S3Bucket?: string
  S3Key?: string
  S3ObjectVersion?: string
}

/** Code of requests: fetched, looked through, stored by its hash. */
export interface CodePackages {
  store(content: PackageContent): Promise<StoredPackage>
}

/** The package is damaged, hostile or too large; the name says which. */
export class BadPackage extends Error {
  readonly fault: 'unreadable' | 'empty' | 'too large'

  constructor(fault: BadPackage['fault'], words: string) {
    super(words)
    this.fault = fault
  }
}

export interface CodePackageParts {
  blobs: Blobs
  digest: Digest
  /** Reads all of an archive; resolves with the size of what is in it, or rejects with BadPackage. */
  inspect: (archive: Uint8Array, bytesMax: number) => Promise<number>
  /** Rejects with Refused when there is no such object. */
  fetch: (object: { bucket: string; key: string; version?: string }) => Promise<Uint8Array>
}

/** Lambda API: CreateFunction, UpdateFunctionCode, PublishLayerVersion. */
export function openCodePackages({ blobs, digest, inspect, fetch }: CodePackageParts): CodePackages {
  return {
    async store({ ZipFile, S3Bucket, S3Key, S3ObjectVersion }) {
      if (ZipFile === undefined && (S3Bucket === undefined || S3Key === undefined))
        refuse('InvalidParameterValueException', 'Please provide a source for function code.')
      if (ZipFile !== undefined && (S3Bucket ?? S3Key ?? S3ObjectVersion) !== undefined)
        refuse(
          'InvalidParameterValueException',
          'Please do not provide other FunctionCode parameters when providing a ZipFile.',
        )
      if (ZipFile !== undefined && ZipFile.length > zippedBytesMax)
        refuse('RequestEntityTooLargeException', `Zipped size must be smaller than ${zippedBytesMax} bytes`)
      const archive = ZipFile ?? (await fetch({ bucket: S3Bucket!, key: S3Key!, version: S3ObjectVersion }))
      const unzippedBytes = await inspect(archive, unzippedBytesMax).catch(refuseBad)
      return {
        blob: await blobs.put(archive),
        sizeBytes: archive.length,
        unzippedBytes,
        codeSha256: toBase64(digest.sha256(archive)),
      }
    },
  }
}

const words: Record<BadPackage['fault'], string> = {
  unreadable: 'Could not unzip uploaded file. Please check your file, then try to upload again.',
  empty: 'Uploaded file must be a non-empty zip',
  'too large': `Unzipped size must be smaller than ${unzippedBytesMax} bytes`,
}

function refuseBad(error: unknown): never {
  if (error instanceof BadPackage) refuse('InvalidParameterValueException', words[error.fault])
  throw error
}
