import { join } from 'node:path'
import { inspect } from 'node:util'
import { serveAcceptor } from '../async-plane/async-plane.ts'
import { empty } from '../base/bytes.ts'
import { systemDigest } from '../base/digest.io.ts'
import type { AccountId, Region } from '../base/identity.ts'
import { systemRandom } from '../base/random.io.ts'
import { type Catalog, openCatalog, tellCatalog } from '../catalog/catalog.ts'
import { openObjectFetcher } from '../control-plane/code-package/fetch-object.io.ts'
import { inspectZip } from '../control-plane/code-package/inspect-zip.io.ts'
import {
  type Caller,
  type ControlPlane,
  type OpenControlPlane,
  openControlPlane,
  type SourceProbe,
  sweepPackages,
} from '../control-plane/control-plane.ts'
import { openFileBlobs } from '../engines/files/blobs.io.ts'
import { openSqliteCatalogRows } from '../engines/sqlite/catalog-rows.io.ts'
import { codeLocation, openManagement } from '../front-door/front-door.ts'
import { serveManagement } from '../front-door/management-server.io.ts'
import type { CallHandler, TopicHandler } from '../link/link.ts'
import { connectLink } from '../link/link-client.io.ts'
import { serveLink } from '../link/link-server.io.ts'
import type { Blobs } from '../store/blobs.ts'
import type { CatalogRows } from '../store/catalog-rows.ts'
import { connectInvoker } from '../sync-plane/invoker-client.io.ts'
import { openEventJourneys } from '../telemetry/telemetry.ts'
import { endpointOf } from './address.io.ts'
import { openAsyncRole } from './async.role.io.ts'
import { type Clocks, openClocks } from './clocks.io.ts'
import { ensureDownloadSecret } from './download-secret.io.ts'
import type { Host } from './host.io.ts'
import { mayRunFrom } from './hot-folders.io.ts'
import { openMappingRole, openSourceProbe } from './mappings.role.io.ts'
import { askForImages, askForPreparation } from './prepare-code.role.io.ts'
import type { NodeOptions } from './roles.ts'
import { ensureRootKey } from './root-key.io.ts'
import { isEmbedded, serviceEndpoint } from './service-endpoints.io.ts'
import { openEmbeddedServices } from './services.role.io.ts'
import { socketPath } from './sockets.io.ts'
import { serveTimeTravel } from './time-travel.role.io.ts'
import { connectVitals } from './vitals.role.io.ts'

/** Everything that no synchronous caller waits for: what exists, and what changes it. */
export async function startEventsSide(options: NodeOptions): Promise<Host> {
  const { dataDirectory } = options
  const clocks = openClocks(options)
  const { machine } = clocks
  const rows = openSqliteCatalogRows(join(dataDirectory, 'catalog.sqlite'))
  const catalog = openCatalog()
  catalog.apply(rows.since(0, Number.MAX_SAFE_INTEGER) as Parameters<Catalog['apply']>[0])
  keepRootKey(dataDirectory, rows, catalog)
  const blobs = openFileBlobs(join(dataDirectory, 'blobs'))
  await sweepPackages(catalog, blobs)
  const data = connectLink(socketPath(dataDirectory, 'data'), { clock: machine, random: systemRandom })
  const invoker = clocks.watched(connectInvoker(data))
  const services = options.services ? await openEmbeddedServices(dataDirectory, options.region) : undefined
  const serviceAt = (service: string) =>
    (isEmbedded(service) ? services?.endpoint : undefined) ?? serviceEndpoint(service)
  const journeys = openEventJourneys(clocks.platform)
  const common = { dataDirectory, clocks, catalog, invoker, journeys, endpointOf: serviceAt, complain }
  const async = openAsyncRole({ ...common, vitals: connectVitals(data) })
  const withStore = { ...options, s3Endpoint: options.s3Endpoint ?? services?.endpoint }
  const prepare = askForPreparation(data, machine)
  const probe = openSourceProbe(serviceAt)
  const resolveImage = askForImages(data)
  const controlPlane = openControl(withStore, { rows, catalog, blobs, clocks, probe, prepare, resolveImage })
  const mappings = openMappingRole({ ...common, leases: async.leases, report: reportMapping(controlPlane, options) })
  const management = openManagement({ controlPlane, catalog, clock: machine, onFault: complain })
  const server = await serveLink(
    socketPath(dataDirectory, 'events'),
    {
      calls: {
        ...serveManagement(management),
        ...serveAcceptor(async.acceptor),
        ...serveTimeTravel(clocks),
        revision: () => Promise.resolve({ head: catalog.revision, body: empty }),
        queues: () => Promise.resolve({ head: { ...async.report(), mappings: mappings.views() }, body: empty }),
        journey: ({ head }) => Promise.resolve({ head: journeys.find(head as string) ?? null, body: empty }),
        services: () => Promise.resolve({ head: services?.endpoint ?? null, body: empty }),
        'report-provisioned': hearProvisioned(controlPlane, options),
      },
      topics: { catalog: tellRows(rows, catalog) },
    },
    machine,
  )
  return {
    async close() {
      await server.close()
      await mappings.close()
      await async.close()
      await services?.close()
      data.close()
      controlPlane.close()
      rows.close()
    },
  }
}

interface ControlParts {
  rows: CatalogRows
  catalog: Catalog
  blobs: Blobs
  clocks: Clocks
  probe: SourceProbe
  prepare: ReturnType<typeof askForPreparation>
  resolveImage: ReturnType<typeof askForImages>
}

function openControl(options: NodeOptions, { clocks, ...parts }: ControlParts): OpenControlPlane {
  const { dataDirectory, region, s3Endpoint } = options
  const endpoint = () => new URL(endpointOf(options))
  const grants = { digest: systemDigest, secret: ensureDownloadSecret(dataDirectory), clock: clocks.machine }
  return openControlPlane({
    ...parts,
    clock: clocks.stamps,
    random: systemRandom,
    digest: systemDigest,
    inspect: inspectZip,
    fetch: openObjectFetcher({ endpoint: s3Endpoint, region }),
    folderExists: (path) => mayRunFrom(path, dataDirectory),
    urlOf: (id, of) => `http://${id}.lambda-url.${of}.localhost:${endpoint().port}/`,
    locationOf: (blob) => new URL(codeLocation(blob, grants), endpoint()).href,
  })
}

/** The key that the first start made is in the catalog like every other. */
function keepRootKey(dataDirectory: string, rows: CatalogRows, catalog: Catalog): void {
  const key = ensureRootKey(dataDirectory)
  if (catalog.get('access-key', key.accessKeyId)) return
  const result = rows.commit([{ kind: 'access-key', key: key.accessKeyId, value: key }])
  if (result.committed) catalog.apply(result.rows as Parameters<Catalog['apply']>[0])
}

function tellRows(rows: CatalogRows, catalog: Catalog): TopicHandler {
  const source = { since: rows.since.bind(rows), subscribe: catalog.subscribe.bind(catalog) }
  return async function* tell(head, signal) {
    for await (const page of tellCatalog(source, head as number, signal)) yield { head: page, body: empty }
  }
}

function ourselves({ region }: NodeOptions): Caller {
  const account = '000000000000' as AccountId
  return { account, region: region as Region, principal: 'roost', accessKeyId: '', requestId: '' }
}

function reportMapping(controlPlane: ControlPlane, options: NodeOptions) {
  const caller = ourselves(options)
  return (key: string, result: string) => controlPlane.execute('roost:ReportMapping', { key, result }, caller)
}

function hearProvisioned(controlPlane: ControlPlane, options: NodeOptions): CallHandler {
  const caller = ourselves(options)
  return async ({ head }) => ({
    head: await controlPlane.execute('roost:ReportProvisioned', head as Record<string, unknown>, caller),
    body: empty,
  })
}

function complain(error: unknown): void {
  process.stderr.write(`roost: events: ${inspect(error)}\n`)
}
