import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { inspect } from 'node:util'
import { type Assignment, openAssignment } from '../assignment/assignment.ts'
import { systemDigest } from '../base/digest.io.ts'
import type { Region } from '../base/identity.ts'
import { systemRandom } from '../base/random.io.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { openCounting } from '../counting/counting.ts'
import {
  type Authorizer,
  credentialsIn,
  type FrontDoorParts,
  openAuthorizer,
  openFrontDoor,
  openLogsApi,
} from '../front-door/front-door.ts'
import { openListener } from '../front-door/listener.io.ts'
import { connectManagement } from '../front-door/management-client.io.ts'
import { ProxiedService } from '../front-door/proxied-service.io.ts'
import { serveLink } from '../link/link-server.io.ts'
import { openPlacement } from '../placement/placement.ts'
import { watchFolders } from '../sync-plane/folder-stamps.io.ts'
import { serveInvoker } from '../sync-plane/invoker-server.io.ts'
import { type Invoker, openReservations, openSyncPlane } from '../sync-plane/sync-plane.ts'
import { LogFiles } from '../telemetry/log-files.io.ts'
import { type Journeys, openJourneys } from '../telemetry/telemetry.ts'
import type { Worker } from '../worker/worker.ts'
import { openCatalogCopy } from './catalog-copy.role.io.ts'
import { type Clocks, openClocks } from './clocks.io.ts'
import { openCodeSource } from './code-source.io.ts'
import { ensureDownloadSecret } from './download-secret.io.ts'
import { followEvents } from './events-line.io.ts'
import type { Host } from './host.io.ts'
import { servePreparation } from './prepare-code.role.io.ts'
import { ProvisionedReports } from './provisioned-reports.ts'
import { openRoleCredentials } from './role-credentials.io.ts'
import type { NodeOptions, ProcessLine } from './roles.ts'
import { socketPath } from './sockets.io.ts'
import { openStatus } from './status-report.io.ts'
import { openPlatformTime } from './time-travel.role.io.ts'
import { openVitals } from './vitals.role.io.ts'
import { openWorkerRole } from './worker.role.io.ts'

/** Ready before anybody asks: the newest of what most functions are written in. */
const poolAtStart = { runtime: 'nodejs24.x', memoryMb: 128, count: 2 }

/** Everything that a synchronous caller waits for, in one process. */
export async function startDataSide(options: NodeOptions, processes: () => readonly ProcessLine[]): Promise<Host> {
  const clocks = openClocks(options)
  const copy = await openCatalogCopy(options.dataDirectory, complain)
  const logs = new LogFiles({ clock: clocks.machine, directory: join(options.dataDirectory, 'logs') })
  const journeys = openJourneys(clocks.stamps)
  const roleCredentials = openRoleCredentials()
  // Filled in once the address is known; no function runs before that.
  const platformVariables: Record<string, string> = {}
  const { worker, images, sandbox, letIn } = await openWorkerRole({
    ...options,
    logs,
    credentialsFor: (spec) => roleCredentials.variablesOf(spec),
    platformVariables,
    say: (words) => process.stderr.write(`roost: ${words}\n`),
  })
  const events = followEvents(options.dataDirectory, copy, { clocks, complain })
  const sync = openSyncSide({ catalog: copy.catalog, journeys, worker, clocks, reports: events.reports })
  const { catalog } = copy
  let endpoint = ''
  const queues = () => events.queues()
  const clock = openPlatformTime({ clocks, link: events.link, dataDirectory: options.dataDirectory })
  const journey = (id: string) => events.journey(id)
  const status = openStatus({
    options,
    sandbox: sandbox.name,
    endpoint: () => endpoint,
    processes,
    worker,
    catalog,
    queues,
    journey,
    clock,
  })
  const vitals = openVitals(clocks.machine)
  const invoker = vitals.watch(sync.invoker)
  const door = openDoor(options, { catalog, clocks, events, invoker, journeys, logs, roleCredentials, status })
  await events.caughtUp
  const server = await serveLink(
    socketPath(options.dataDirectory, 'data'),
    { calls: { ...serveInvoker(sync.invoker), ...servePreparation(worker, images), ...vitals.calls }, topics: {} },
    clocks.machine,
  )
  const listener = await openListener(door, options)
  endpoint = listener.endpoint
  Object.assign(platformVariables, endpointVariables(await letIn(endpoint), options.services))
  worker.keepReady(poolAtStart.runtime, poolAtStart.memoryMb, poolAtStart.count)
  return {
    endpoint,
    sandbox: `${sandbox.name}: ${sandbox.says}`,
    async close() {
      await listener.close()
      await server.close()
      await sync.close()
      await worker.close()
      await logs.close()
      await events.close()
      await copy.close()
    },
  }
}

interface DoorParts extends Pick<FrontDoorParts, 'catalog' | 'invoker' | 'journeys' | 'status'> {
  clocks: Clocks
  events: ReturnType<typeof followEvents>
  logs: LogFiles
  roleCredentials: ReturnType<typeof openRoleCredentials>
}

function openDoor(
  { anyCredentials, dataDirectory, region, services }: NodeOptions,
  { clocks, events, logs, roleCredentials, ...parts }: DoorParts,
) {
  const { machine: clock } = clocks
  const keys = credentialsIn(parts.catalog)
  const authorizer = openAuthorizer(parts.catalog, clock)
  const grants = { digest: systemDigest, secret: ensureDownloadSecret(dataDirectory), clock }
  return openFrontDoor({
    ...parts,
    clock,
    random: systemRandom,
    digest: systemDigest,
    credentials: { find: (id) => roleCredentials.find(id) ?? keys.find(id) },
    events: events.acceptor,
    management: connectManagement(events.link),
    code: { grants, source: openCodeSource(dataDirectory) },
    services: {
      logs: openLogsApi(logs, authorizer),
      ...(services && proxiedServices(authorizer, () => events.servicesAt())),
    },
    region: region as Region,
    anyCredentials,
    onFault: complain,
  })
}

/** How functions find this Roost; with services of its own, for everything. */
const endpointVariables = (endpoint: string, everything: boolean): Record<string, string> => ({
  AWS_ENDPOINT_URL_LAMBDA: endpoint,
  AWS_ENDPOINT_URL_CLOUDWATCH_LOGS: endpoint,
  ...(everything && { AWS_ENDPOINT_URL: endpoint }),
})

function proxiedServices(authorizer: Authorizer, endpoint: () => string | undefined): Record<string, ProxiedService> {
  return Object.fromEntries(
    ['sqs', 'sns', 's3'].map((name) => [name, new ProxiedService({ name, endpoint, authorizer })]),
  )
}

interface SyncSide {
  catalog: Catalog
  journeys: Journeys
  worker: Worker
  clocks: Clocks
  reports: ProvisionedReports
}

function openSyncSide(side: SyncSide): { invoker: Invoker; close(): Promise<void> } {
  const { catalog, clocks, journeys, reports, worker } = side
  const { machine: clock } = clocks
  const reservations = openReservations(catalog)
  const folders = watchFolders(clock)
  const assignment: Assignment = openAssignment({
    clock,
    idleClock: clocks.platform,
    random: systemRandom,
    placement: openPlacement(clock, { here: worker }),
    startsMax: availableParallelism() * 2,
    complain,
  })
  const invoker = openSyncPlane({
    catalog,
    counting: openCounting(clock, reservations),
    reservations,
    assignment,
    clock,
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
  process.stderr.write(`roost: data: ${inspect(error)}\n`)
}
