import { existsSync } from 'node:fs'
import { join } from 'node:path'
import {
  connectAcceptor,
  type EventAcceptor,
  EventDestinations,
  openAsyncPlane,
  type Parcel,
  Spool,
  type Target,
  validatingAcceptor,
} from '../async-plane/async-plane.ts'
import { AwsTarget } from '../async-plane/destinations/aws-target.io.ts'
import { utf8 } from '../base/bytes.ts'
import type { Clock } from '../base/clock.ts'
import type { RequestId } from '../base/identity.ts'
import { systemRandom } from '../base/random.io.ts'
import type { Catalog } from '../catalog/catalog.ts'
import { openSqliteEventQueues } from '../engines/sqlite/event-queues.io.ts'
import { openSqliteLeaseTable } from '../engines/sqlite/lease-table.io.ts'
import { functionArn, parseFunctionReference } from '../lambda/arn.ts'
import { LeaseKeeper } from '../leases/leases.ts'
import type { LinkClient } from '../link/link.ts'
import { openEventPollers, type ReadVitals } from '../pollers/pollers.ts'
import { openQueueFinder } from '../queues/queues.ts'
import type { Invoker } from '../sync-plane/sync-plane.ts'
import type { EventJourneys } from '../telemetry/telemetry.ts'
import type { Clocks } from './clocks.io.ts'
import { queueReport } from './queue-report.ts'

const ring = { min: 16, max: 128 }
const expressMax = 1000
/** On virtual time nobody else is there to take them, and a journey of hours is not to be one of heartbeats. */
const leaseMs = { real: 15_000, virtual: 86_400_000 }

export interface AsyncRole {
  /** For others who share work. */
  leases: LeaseKeeper
  acceptor: EventAcceptor
  report(): object
  close(): Promise<void>
}

export interface AsyncRoleParts {
  dataDirectory: string
  clocks: Clocks
  catalog: Catalog
  invoker: Invoker
  journeys: EventJourneys
  endpointOf: (service: string) => string | undefined
  /** Of those who run functions. */
  vitals: ReadVitals
  complain: (error: unknown) => void
}

/** Where events are kept, and what drains them: in the process that no synchronous caller waits for. */
export function openAsyncRole({ dataDirectory, clocks, endpointOf, vitals, ...parts }: AsyncRoleParts): AsyncRole {
  const { batching, platform: clock, virtual, watched } = clocks
  const queues = openSqliteEventQueues(join(dataDirectory, 'events.sqlite'), parts.complain)
  const table = openSqliteLeaseTable(join(dataDirectory, 'leases.sqlite'))
  const finder = openQueueFinder({ shared: ring.min, expressMax })
  const common = { ...parts, clock, batching, random: systemRandom, queues, finder }
  // One data directory has one events process: after a crash the next one takes its leases at once.
  const leases = new LeaseKeeper({ clock, table, owner: 'events', ttlMs: leaseMs[virtual ? 'virtual' : 'real'] })
  const acceptor = watched(openAsyncPlane({ ...common, onAppended: (queue) => pollers.wake(queue) }))
  const invoke = (arn: string, parcel: Parcel) => invokeDestination(acceptor, arn, parcel)
  const target = watched(followed(new AwsTarget({ now: () => clock.now(), endpointOf, invoke }), parts.journeys))
  const destinations = new EventDestinations({ ...common, target })
  // Virtual time stands still while work is done: nothing can be so many a second.
  const pollers = openEventPollers({ ...common, ring, leases, destinations, ...(!virtual && { vitals }) })
  return {
    leases,
    acceptor,
    report: () => ({
      ...queueReport({ queues: queues.views(), lanes: pollers.views(), rates: parts.journeys.rates, now: clock.now() }),
      recovery: pollers.recovery,
      counts: { ...pollers.counts, destinations: destinations.counts },
    }),
    async close() {
      await pollers.close()
      queues.close()
      table.close()
    },
  }
}

/** What destinations are told, and what they did not take, is part of an event's journey. */
function followed(target: Target, journeys: EventJourneys): Target {
  return {
    async send(arn, parcel) {
      const { event } = parcel.outcome
      const invoked = functionArn(event, event.functionName, event.qualifier)
      try {
        await target.send(arn, parcel)
        journeys.note(event.requestId, invoked, { hop: 'told', to: arn })
      } catch (error) {
        const failure = error instanceof Error ? error.message : String(error)
        journeys.note(event.requestId, invoked, { hop: 'told', to: arn, failure })
        throw error
      }
    },
  }
}

/** A destination that is a function gets the record as an event of its own, in the trace of what it tells of. */
async function invokeDestination(acceptor: EventAcceptor, arn: string, { body, outcome }: Parcel): Promise<void> {
  const { account, name, qualifier, region } = parseFunctionReference(arn)
  const { event } = outcome
  const answer = await acceptor.accept({
    account: account ?? event.account,
    region: region ?? event.region,
    functionName: name,
    qualifier,
    payload: utf8(body),
    requestId: systemRandom.uuid() as RequestId,
    traceId: event.traceId,
  })
  if (!answer.accepted) throw new Error(answer.because.message ?? answer.because.exception)
}

export interface AcceptorParts {
  dataDirectory: string
  catalog: Catalog
  clock: Clock
  /** To the process that keeps events. */
  link: LinkClient
  complain: (error: unknown) => void
}

/** The front door's way to the async plane, with a file of its own for when that is away. */
export function openAcceptor({ dataDirectory, catalog, clock, link, complain }: AcceptorParts) {
  const path = join(dataDirectory, 'spool.sqlite')
  const spool = new Spool({
    clock,
    remote: connectAcceptor(link),
    open: () => openSqliteEventQueues(path, complain),
    complain,
  })
  return {
    acceptor: validatingAcceptor(spool, catalog, systemRandom),
    /** The other side is there: what an earlier process left in the file goes there too. */
    connected: () => {
      if (existsSync(path)) void spool.drain().catch(complain)
    },
    close: () => spool.close(),
  }
}
