import type { EventAcceptor } from '../async-plane/async-plane.ts'
import type { Clock } from '../base/clock.ts'
import type { Digest } from '../base/digest.ts'
import type { Region } from '../base/identity.ts'
import type { Random } from '../base/random.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { Invoker } from '../sync-plane/sync-plane.ts'
import type { Journeys, LogReader } from '../telemetry/telemetry.ts'
import type { Credentials } from './authenticate.ts'
import { Authorizer } from './authorize.ts'
import type { CodeSource, DownloadGrants } from './code-download.ts'
import type { HttpAnswer, HttpRequest } from './exchange.ts'
import { Front } from './front.ts'
import { LogsApi } from './logs-api/logs-api.ts'
import { type Management, ManagementDesk, type ManagementParts } from './management.ts'
import type { Status } from './own-api.ts'
import type { Service } from './service.ts'

/** Turns HTTP requests into invocations and operations, and what comes of them into AWS's bytes. */
export interface FrontDoor {
  /** Answers once, whatever happens. Never rejects. */
  handle(request: HttpRequest, answer: HttpAnswer): Promise<void>
}

export interface FrontDoorParts {
  catalog: Catalog
  clock: Clock
  random: Random
  digest: Digest
  journeys: Journeys
  credentials: Credentials
  invoker: Invoker
  /** Without one, events are refused. */
  events?: EventAcceptor
  management: Management
  /** Without it, no package can be downloaded. */
  code?: { grants: DownloadGrants; source: CodeSource }
  status: Status
  /** Other APIs on this port, by the service that their requests are signed for. */
  services: Readonly<Record<string, Service>>
  /** For requests that name none. */
  region: Region
  /** Every key is accepted, and none needed. */
  anyCredentials: boolean
  /** Told of faults of ours; the client gets a ServiceException. */
  onFault(error: unknown, requestId: string): void
}

export const openFrontDoor = (parts: FrontDoorParts): FrontDoor => new Front(parts)

/** The other end of `management`, where the control plane is. */
export const openManagement = (parts: ManagementParts): Management => new ManagementDesk(parts)

/** CloudWatch Logs, as far as readers of logs ask; for `services.logs`. */
export const openLogsApi = (reader: LogReader, authorizer: Authorizer): Service => new LogsApi(reader, authorizer)

/** What decides for services beside Lambda's own API. */
export const openAuthorizer = (catalog: Catalog, clock: Clock): Authorizer => new Authorizer(catalog, clock)
export type { AdvanceWish } from './advance-clock.ts'
export type { Authorizer } from './authorize.ts'
export { codeLocation } from './code-download.ts'
export type { Status } from './own-api.ts'

/** Access keys as the catalog has them. */
export const credentialsIn = (catalog: Catalog): Credentials => ({
  find: (accessKeyId) => catalog.get('access-key', accessKeyId),
})
