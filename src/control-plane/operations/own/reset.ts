import type { OperationContext, Write } from '../operation-context.ts'

/** So many deletions a commit: nobody waits for all of them. */
const writesPerCommit = 1000

/** Operation `roost:Reset`: everything but access keys is gone, of every account and region. */
export function reset(_input: object, { catalog, commit }: OperationContext): object {
  const writes = catalog
    .kinds()
    .filter((kind) => kind !== 'access-key')
    .flatMap((kind) => [...catalog.list(kind, '')].map(([key]): Write => ({ kind, key })))
  for (let at = 0; at < writes.length; at += writesPerCommit) commit(writes.slice(at, at + writesPerCommit))
  return {}
}
