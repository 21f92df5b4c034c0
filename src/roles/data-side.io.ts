import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { type Assignment, openAssignment } from '../assignment/assignment.ts'
import { systemClock } from '../base/clock.io.ts'
import { systemDigest } from '../base/digest.io.ts'
import type { Region } from '../base/identity.ts'
import { systemRandom } from '../base/random.io.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { openCounting } from '../counting/counting.ts'
import { credentialsIn, openFrontDoor, openLogsApi } from '../front-door/front-door.ts'
import { openListener } from '../front-door/listener.io.ts'
import { connectManagement } from '../front-door/management-client.io.ts'
import type { LinkClient } from '../link/link.ts'
import { connectLink } from '../link/link-client.io.ts'
import { serveLink } from '../link/link-server.io.ts'
import { openPlacement } from '../placement/placement.ts'
import { watchFolders } from '../sync-plane/folder-stamps.io.ts'
import { serveInvoker } from '../sync-plane/invoker-server.io.ts'
import { type Invoker, openReservations, openSyncPlane } from '../sync-plane/sync-plane.ts'
import { LogFiles } from '../telemetry/log-files.io.ts'
import { type Journeys, openJourneys } from '../telemetry/telemetry.ts'
import type { Worker } from '../worker/worker.ts'
import { type CatalogCopy, openCatalogCopy } from './catalog-copy.role.io.ts'
import type { Host } from './host.io.ts'
import { ProvisionedReports } from './provisioned-reports.ts'
import { openRoleCredentials } from './role-credentials.io.ts'
import type { NodeOptions, ProcessLine } from './roles.ts'
import { socketPath } from './sockets.io.ts'
import { openStatus } from './status-report.io.ts'
import { openWorkerRole } from './worker.role.io.ts'

/** How long a start waits for the feed: with a snapshot it can do without, and answers from that. */
const catchUpMs = { withSnapshot: 2_000, without: 30_000 }
/** Ready before anybody asks: the newest of what most functions are written in. */
const poolAtStart = { runtime: 'nodejs24.x', memoryMb: 128, count: 2 }

/** Everything that a synchronous caller waits for, in one process. */
export async function startDataSide(options: NodeOptions, processes: () => readonly ProcessLine[]): Promise<Host> {
  const copy = await openCatalogCopy(options.dataDirectory, complain)
  const logs = new LogFiles({ clock: systemClock, directory: join(options.dataDirectory, 'logs') })
  const journeys = openJourneys(systemClock)
  const roleCredentials = openRoleCredentials()
  // Filled in once the address is known; no function runs before that.
  const platformVariables: Record<string, string> = {}
  const worker = await openWorkerRole({
    dataDirectory: options.dataDirectory,
    logs,
    credentialsFor: (spec) => roleCredentials.variablesOf(spec),
    platformVariables,
    say: (words) => process.stderr.write(`roost: ${words}\n`),
  })
  const events = followEvents(options.dataDirectory, copy)
  const sync = openSyncSide({ catalog: copy.catalog, journeys, worker, reports: events.reports })
  const keys = credentialsIn(copy.catalog)
  let endpoint = ''
  const door = openFrontDoor({
    catalog: copy.catalog,
    clock: systemClock,
    random: systemRandom,
    digest: systemDigest,
    journeys,
    credentials: { find: (id) => roleCredentials.find(id) ?? keys.find(id) },
    invoker: sync.invoker,
    management: connectManagement(events.link),
    status: openStatus({ options, endpoint: () => endpoint, processes, worker, catalog: copy.catalog }),
    services: { logs: openLogsApi(logs, { catalog: copy.catalog, clock: systemClock }) },
    region: options.region as Region,
    anyCredentials: options.anyCredentials,
    onFault: complain,
  })
  await events.caughtUp
  const server = await serveLink(
    socketPath(options.dataDirectory, 'data'),
    { calls: serveInvoker(sync.invoker), topics: {} },
    systemClock,
  )
  const listener = await openListener(door, options)
  endpoint = listener.endpoint
  Object.assign(platformVariables, { AWS_ENDPOINT_URL_LAMBDA: endpoint, AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: endpoint })
  worker.keepReady(poolAtStart.runtime, poolAtStart.memoryMb, poolAtStart.count)
  return {
    endpoint,
    async close() {
      await listener.close()
      await server.close()
      await sync.close()
      await worker.close()
      await logs.close()
      events.link.close()
      await copy.close()
    },
  }
}

/** The line to the events process: it may come and go, and this side goes on from what it knows. */
function followEvents(dataDirectory: string, copy: CatalogCopy) {
  const patience = AbortSignal.timeout(copy.catalog.revision > 0 ? catchUpMs.withSnapshot : catchUpMs.without)
  const caughtUp = Promise.withResolvers<void>()
  patience.addEventListener('abort', () => caughtUp.resolve(), { once: true })
  const reports = new ProvisionedReports(() => link, complain)
  const link: LinkClient = connectLink(socketPath(dataDirectory, 'events'), {
    clock: systemClock,
    random: systemRandom,
    onConnected() {
      copy.follow(link)
      reports.repeat()
      link
        .call('revision', { head: null, body: new Uint8Array(0) })
        .then(({ head }) => copy.catalog.reached(head as number, patience))
        .then(caughtUp.resolve, () => {})
    },
  })
  return { link, reports, caughtUp: caughtUp.promise }
}

interface SyncSide {
  catalog: Catalog
  journeys: Journeys
  worker: Worker
  reports: ProvisionedReports
}

function openSyncSide({ catalog, journeys, worker, reports }: SyncSide): { invoker: Invoker; close(): Promise<void> } {
  const reservations = openReservations(catalog)
  const folders = watchFolders(systemClock)
  const assignment: Assignment = openAssignment({
    clock: systemClock,
    random: systemRandom,
    placement: openPlacement(systemClock, { here: worker }),
    startsMax: availableParallelism() * 2,
    complain,
  })
  const invoker = openSyncPlane({
    catalog,
    counting: openCounting(systemClock, reservations),
    reservations,
    assignment,
    clock: systemClock,
    random: systemRandom,
    digest: systemDigest,
    journeys,
    folders,
    onProvisioned: (progress) => reports.report(progress),
  })
  return {
    invoker,
    async close() {
      await assignment.close()
      folders.close()
    },
  }
}

function complain(error: unknown): void {
  process.stderr.write(`roost: data: ${(error as Error)?.stack ?? String(error)}\n`)
}
