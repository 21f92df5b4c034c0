import { appendFileSync, existsSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { utf8 } from '../../src/base/bytes.ts'
import { systemClock } from '../../src/base/clock.io.ts'
import { systemRandom } from '../../src/base/random.io.ts'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { openSqliteEventQueues } from '../../src/engines/sqlite/event-queues.io.ts'
import { openSqliteLeaseTable } from '../../src/engines/sqlite/lease-table.io.ts'
import { LeaseKeeper } from '../../src/leases/leases.ts'
import { openEventPollers } from '../../src/pollers/pollers.ts'
import { openQueueFinder } from '../../src/queues/queues.ts'

/**
 * A process of a test's own that drains the queues of a directory: `poller-process.ts DIRECTORY OWNER LEASE_MS`. It writes
 * down what it runs (`OWNER ID`) and what it settles (`OWNER kept`); each run lasts a moment, and for as long as the file `hold` is there.
 */
const [directory, owner, leaseMs] = process.argv.slice(2) as [string, string, string]
const queues = openSqliteEventQueues(join(directory, 'events.sqlite'))
const settle = queues.settle.bind(queues)
queues.settle = (queue, fence, settlement) => {
  let outcome = 'refused'
  try {
    settle(queue, fence, settlement)
    outcome = 'kept'
  } finally {
    appendFileSync(join(directory, 'settlements'), `${owner} ${outcome}\n`)
  }
}
const table = openSqliteLeaseTable(join(directory, 'leases.sqlite'))
openEventPollers({
  catalog: openCatalog(),
  clock: systemClock,
  random: systemRandom,
  queues,
  finder: openQueueFinder({ shared: 4, expressMax: 0 }),
  leases: new LeaseKeeper({ clock: systemClock, table, owner, ttlMs: Number(leaseMs) }),
  invoker: {
    async invoke({ requestId }) {
      appendFileSync(join(directory, 'runs'), `${owner} ${requestId}\n`)
      do await sleep(50)
      while (existsSync(join(directory, 'hold')))
      return { ran: true, payload: utf8('1'), executedVersion: '$LATEST' }
    },
  },
  destinations: { deliver: () => Promise.resolve() },
  complain: (error) => appendFileSync(join(directory, 'complaints'), `${owner} ${String(error)}\n`),
})
