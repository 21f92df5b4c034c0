import { DatabaseSync } from 'node:sqlite'
import type { Checkpoint, Checkpoints } from '../../store/checkpoints.ts'
import { FenceRefused } from '../../store/event-queues.ts'

const schema = `
  CREATE TABLE IF NOT EXISTS checkpoints (
    work TEXT PRIMARY KEY,
    fence INTEGER NOT NULL,
    checkpoint TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
`

/** `path` may be `:memory:`. */
export function openSqliteCheckpoints(path: string): Checkpoints {
  const database = new DatabaseSync(path)
  database.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA busy_timeout = 5000')
  database.exec(schema)
  const get = database.prepare('SELECT checkpoint FROM checkpoints WHERE work = ?')
  const put = database.prepare(
    `INSERT INTO checkpoints (work, fence, checkpoint) VALUES (?, ?, ?)
     ON CONFLICT (work) DO UPDATE SET fence = excluded.fence, checkpoint = excluded.checkpoint
     WHERE fence <= excluded.fence`,
  )
  const forget = database.prepare('DELETE FROM checkpoints WHERE substr(work, 1, length(:prefix)) = :prefix')
  return {
    get(work) {
      const row = get.get(work)
      return row && (JSON.parse(row.checkpoint as string) as Checkpoint)
    },
    put(work, fence, checkpoint) {
      const { changes } = put.run(work, fence, JSON.stringify(checkpoint))
      if (Number(changes) === 0) throw new FenceRefused(`${work} has another owner`)
    },
    forget: (prefix) => void forget.run({ prefix }),
    close: () => database.close(),
  }
}
