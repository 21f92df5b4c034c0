import type { Clock } from '../../base/clock.ts'
import type { BlobId } from '../../base/identity.ts'
import type { Random } from '../../base/random.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import type { ImageResolution } from '../../lambda/images.ts'
import type { Kind, Kinds } from '../../lambda/resources.ts'
import type { Caller } from '../control-plane.ts'
import type { SourceProbe } from '../rules/source-probe.ts'

/** What an operation on the resources around functions works with. Its input has passed the API's constraints already. */
export interface OperationContext {
  /** The one under way, by its name in the API. */
  operation: string
  caller: Caller
  catalog: Pick<Catalog, 'get' | 'kinds' | 'list' | 'revisionOf'>
  /** All or nothing, durable, and in the catalog when it returns; throws when an expected revision does not hold. */
  commit: (writes: readonly Write[]) => void
  clock: Clock
  random: Random
  /** The address at which the product serves a function URL. */
  urlOf: (urlId: string, region: string) => string
  probe?: SourceProbe
  /** Refuses what is no package that Lambda takes. */
  storePackage(content: {
    ZipFile?: Uint8Array
    S3Bucket?: string
    S3Key?: string
    S3ObjectVersion?: string
  }): Promise<StoredPackage>
  /** Finds which image an address means now. */
  resolveImage: (uri: string) => Promise<ImageResolution>
  /** Where the bytes of a package can be downloaded for a while. */
  locationOf: (blob: BlobId) => string
  /** On the machine that runs functions. */
  folderExists: (path: string) => boolean
  /** SHA-256 in base64, as CodeSha256 is written. */
  hash: (text: string) => string
  /** Of the version of a runtime that functions get now. */
  runtimeVersionArn: (runtime: string) => string
}

/** A change of one resource: without a value, its deletion; `expected` is the revision that it must have now. */
export type Write<K extends Kind = Kind> = {
  [Each in K]: { kind: Each; key: string; value?: Kinds[Each]; expected?: number }
}[K]

/** Answers with the output's members, or throws Refused. */
export type Operation<Input = never> = (input: Input, context: OperationContext) => Promise<object> | object

/** Code of a request, unpacked, checked and stored. */
export interface StoredPackage {
  blob: BlobId
  sizeBytes: number
  unzippedBytes: number
  /** Base64. */
  codeSha256: string
}
