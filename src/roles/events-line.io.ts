import { empty } from '../base/bytes.ts'
import { systemRandom } from '../base/random.io.ts'
import type { LinkClient } from '../link/link.ts'
import { connectLink } from '../link/link-client.io.ts'
import type { EventJourneyView } from '../telemetry/telemetry.ts'
import { openAcceptor } from './async.role.io.ts'
import type { CatalogCopy } from './catalog-copy.role.io.ts'
import type { Clocks } from './clocks.io.ts'
import { ProvisionedReports } from './provisioned-reports.ts'
import { socketPath } from './sockets.io.ts'

/** How long a start waits for the feed: with a snapshot it can do without, and answers from that. */
const catchUpMs = { withSnapshot: 2_000, without: 30_000 }
const nothing = { head: null, body: empty }

interface Surroundings {
  clocks: Clocks
  complain: (error: unknown) => void
}

/** The line to the events process: it may come and go, and this side goes on from what it knows. */
export function followEvents(dataDirectory: string, copy: CatalogCopy, { clocks, complain }: Surroundings) {
  const patience = AbortSignal.timeout(copy.catalog.revision > 0 ? catchUpMs.withSnapshot : catchUpMs.without)
  const caughtUp = Promise.withResolvers<void>()
  patience.addEventListener('abort', () => caughtUp.resolve(), { once: true })
  const reports = new ProvisionedReports(() => link, complain)
  let services: string | null = null
  const link: LinkClient = connectLink(socketPath(dataDirectory, 'events'), {
    clock: clocks.machine,
    random: systemRandom,
    onConnected() {
      copy.follow(link)
      reports.repeat()
      events.connected()
      link.call('services', nothing).then(
        ({ head }) => (services = head as string | null),
        () => {},
      )
      link
        .call('revision', nothing)
        .then(({ head }) => copy.catalog.reached(head as number, patience))
        .then(caughtUp.resolve, () => {})
    },
  })
  const events = openAcceptor({ dataDirectory, catalog: copy.catalog, clock: clocks.stamps, link, complain })
  return {
    link,
    reports,
    caughtUp: caughtUp.promise,
    acceptor: events.acceptor,
    /** What waits there; nothing while it is away. */
    queues: async () => (link.connected ? (await link.call('queues', nothing)).head : {}) as object,
    /** What became of an event there; undefined where nothing is known of it. */
    journey: async (id: string) =>
      (link.connected ? (await link.call('journey', { head: id, body: empty })).head : undefined) as
        | EventJourneyView
        | null
        | undefined,
    servicesAt: () => services ?? undefined,
    async close() {
      await events.close()
      link.close()
    },
  }
}
