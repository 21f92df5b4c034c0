import type { Clock } from '../base/clock.ts'
import type { Digest } from '../base/digest.ts'
import type { BlobId } from '../base/identity.ts'
import type { Random } from '../base/random.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { Scope } from '../lambda/arn.ts'
import type { ImageResolution } from '../lambda/images.ts'
import type { VersionRecord } from '../lambda/resources.ts'
import type { Blobs } from '../store/blobs.ts'
import type { CatalogRows } from '../store/catalog-rows.ts'
import { type CodePackageParts, openCodePackages } from './code-package/code-packages.ts'
import { Executor } from './execute.ts'
import type { ChangeFailure } from './lifecycle/function-state.ts'
import type { SourceProbe } from './rules/source-probe.ts'

/** The management operations of the Lambda API. Never on an invoke's path. */
export interface ControlPlane {
  /**
   * Runs one operation on a decoded, not yet validated input; resolves with the output's members.
   * Throws Refused with AWS's answer; anything else thrown is a fault of ours.
   */
  execute(operation: string, input: Record<string, unknown>, caller: Caller): Promise<Record<string, unknown>>
}

export interface OpenControlPlane extends ControlPlane {
  /** Changes under way stay as they are, and end after the next start. */
  close(): void
}

/** Who asks, established by the front door. */
export interface Caller extends Scope {
  /** IAM ARN of the caller. */
  principal: string
  accessKeyId: string
  requestId: string
}

export type { SourceProbe } from './rules/source-probe.ts'

export interface ControlPlaneParts {
  rows: CatalogRows
  /** Told everything in `rows`, and by this control plane what it changes. */
  catalog: Catalog
  blobs: Blobs
  clock: Clock
  random: Random
  digest: Digest
  /** Code packages: what looks through one, and what fetches one by bucket and key. */
  inspect: CodePackageParts['inspect']
  fetch: CodePackageParts['fetch']
  /** Of the machine that runs functions. */
  folderExists: (path: string) => boolean
  /** The address at which function URLs are served. */
  urlOf: (urlId: string, region: string) => string
  /** Where a package can be downloaded for a while. */
  locationOf: (blob: BlobId) => string
  probe?: SourceProbe
  /** Has what the version needs fetched to where it will run; resolves also when that cannot be had: with why it never will run. */
  prepare?: (version: VersionRecord) => Promise<ChangeFailure | undefined>
  /** Finds which image an address means now. Absent: nobody can tell. */
  resolveImage?: (uri: string) => Promise<ImageResolution>
}

export { sweepPackages } from './code-package/sweep-packages.ts'

export function openControlPlane(parts: ControlPlaneParts): OpenControlPlane {
  return new Executor({ ...parts, packages: openCodePackages(parts) })
}
