import { DatabaseSync } from 'node:sqlite'
import type { Lease, LeaseTable } from '../../store/lease-table.ts'

const schema = `
  CREATE TABLE IF NOT EXISTS leases (
    work TEXT PRIMARY KEY,
    owner TEXT NOT NULL,
    fence INTEGER NOT NULL,
    until INTEGER NOT NULL
  ) STRICT, WITHOUT ROWID;
`

/** Several processes may open one file; `path` may be `:memory:`. */
export function openSqliteLeaseTable(path: string): LeaseTable {
  const database = new DatabaseSync(path)
  // NORMAL: a power cut may take the last renewals with it, and then their holders are gone as well.
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA busy_timeout = 5000')
  database.exec(schema)
  const take = database.prepare(
    `INSERT INTO leases (work, owner, fence, until) VALUES (:work, :owner, 1, :until)
     ON CONFLICT (work) DO UPDATE SET owner = :owner, fence = fence + 1, until = :until
     WHERE until <= :now OR until > :until OR owner = :owner
     RETURNING work, owner, fence, until`,
  )
  const renew = database.prepare(
    'UPDATE leases SET until = ? WHERE work = ? AND fence = ? AND until > 0 RETURNING work, owner, fence, until',
  )
  const release = database.prepare('UPDATE leases SET until = 0 WHERE work = ? AND fence = ?')
  return {
    take: (work, owner, { now, ttlMs }) => leaseOf(take.get({ work, owner, now, until: now + ttlMs })),
    renew: (lease, { now, ttlMs }) => leaseOf(renew.get(now + ttlMs, lease.work, lease.fence)),
    release: (lease) => void release.run(lease.work, lease.fence),
    close: () => database.close(),
  }
}

const leaseOf = (row: object | undefined): Lease | undefined => row && ({ ...row } as Lease)
