import type { Assignment } from '../assignment/assignment.ts'
import type { Clock } from '../base/clock.ts'
import type { Digest } from '../base/digest.ts'
import type { RequestId } from '../base/identity.ts'
import type { Random } from '../base/random.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { Counting } from '../counting/counting.ts'
import type { Scope } from '../lambda/arn.ts'
import type { Refusal } from '../lambda/refusals.ts'
import type { ProvisionedRecord } from '../lambda/resources.ts'
import type { Journey, Journeys } from '../telemetry/telemetry.ts'
import type { ResponseSink } from '../worker/worker.ts'
import { Invocations } from './invoke.ts'
import { Provisioner } from './provisioner.ts'
import { Reservations } from './reservations.ts'
import { retireOutdated } from './retire-outdated.ts'
import { Specs } from './spec.ts'

/** The one way to run code: front door, async plane and pollers all call this. */
export interface Invoker {
  invoke(invocation: Invocation, signal?: AbortSignal): Promise<InvocationResult>
}

export interface Invocation extends Scope {
  requestId: RequestId
  functionName: string
  /** Version number, alias or `$LATEST`; absent: `$LATEST`, and the ARN stays unqualified. */
  qualifier?: string
  /** JSON text as it came; empty counts as no event. */
  payload: Uint8Array
  way: 'sync' | 'event' | 'mapping' | 'url'
  tail?: boolean
  /** Decoded JSON text. */
  clientContext?: string
  traceId?: string
  tenantId?: string
  /** An event source mapping's ceiling. */
  mapping?: { id: string; maximum: number }
  sink?: ResponseSink
  /** Begun by the front door; absent: the sync plane begins one. */
  journey?: Journey
}

export type InvocationResult =
  | {
      ran: true
      payload: Uint8Array
      functionError?: 'Unhandled'
      errorType?: string
      executedVersion: string
      logTail?: Uint8Array
    }
  /** Nothing ran: throttled, unknown, not active, malformed. */
  | { ran: false; because: Refusal }

/** Answered from memory: a folder's stamp changes whenever its content does. */
export { runnable } from './spec.ts'

export interface FolderStamps {
  stamp(path: string): string
}

/** What has come of a setting of provisioned concurrency; `key` is that of its record. */
export interface ProvisionedProgress extends Pick<ProvisionedRecord, 'available' | 'allocated' | 'status'> {
  key: string
  requested: number
  statusReason?: string
}

export interface SyncPlaneParts {
  catalog: Catalog
  counting: Counting
  /** Those that counting was opened with. */
  reservations: Reservations
  assignment: Assignment
  clock: Clock
  random: Random
  digest: Digest
  journeys: Journeys
  /** Of functions whose code is a local folder. */
  folders: FolderStamps
  /** Told after each change; the control plane keeps it. */
  onProvisioned: (progress: ProvisionedProgress) => void
}

/** What functions have set aside of their accounts' concurrency, as the catalog says: the allowances of counting. */
export function openReservations(catalog: Catalog): Reservations {
  return new Reservations(catalog)
}

/** Follows the catalog from now on: retires environments of changed versions, and keeps provisioned ones ready. */
export function openSyncPlane(parts: SyncPlaneParts): Invoker {
  const { assignment, catalog } = parts
  const tagsOf = (arn: string) => catalog.get('tags', arn)?.tags
  const retire = (base: string) => assignment.retire((spec) => spec.key.startsWith(base))
  const specs = new Specs({ ...parts, tagsOf }, retire)
  retireOutdated(catalog, assignment, specs)
  const provisioner = new Provisioner({ ...parts, specs })
  return new Invocations({ ...parts, specs, provisioner })
}
