import * as sdk from '@aws-sdk/client-lambda'
import { type LedgerEntry, ledger } from '../src/control-plane/ledger.ts'

/** docs/api.md: every operation that Amazon's own client knows, and what Roost does with its members. */
export function writeApiLedger(): string {
  const operations = operationsOfTheClient()
  const rows = operations.map((operation) => rowOf(operation, ledger[operation]))
  const answered = operations.filter((operation) => ledger[operation]).length
  return [
    '# The Lambda API, operation by operation',
    '',
    'Written by `node scripts/write-api-ledger.ts`; the data is `src/control-plane/ledger.ts`.',
    'A member *acts* when Roost behaves by it. It is *kept* when it is validated, stored and answered, and nothing else.',
    '',
    'An operation is in the ledger once it is written, and tested on the catalog.',
    '',
    `${answered} of ${operations.length} operations are in the ledger.`,
    '',
    '| operation | acts | kept | test |',
    '|---|---|---|---|',
    ...rows,
    '',
  ].join('\n')
}

/** Structures are `[3, namespace, name, traits, member names, member schemas, …]` in the client's schemas. */
export function membersOf(operation: string): readonly string[] {
  const structure = operation === 'Invoke' ? 'Invocation' : operation
  const schema = (sdk as unknown as Record<string, readonly unknown[]>)[`${structure}Request$`]
  return schema ? (schema[4] as readonly string[]) : []
}

export function operationsOfTheClient(): string[] {
  return Object.keys(sdk)
    .filter((name) => name.endsWith('Command') && !name.startsWith('$'))
    .map((name) => name.slice(0, -'Command'.length))
    .toSorted((one, other) => one.localeCompare(other))
}

function rowOf(operation: string, entry: LedgerEntry | undefined): string {
  if (!entry) return `| ${operation} | not in the ledger | | |`
  if (entry.refuses) return `| ${operation} | refuses: ${entry.refuses} | | \`${entry.test}\` |`
  const kept = entry.kept?.members ?? []
  const members = membersOf(operation)
  const acting = members.filter((member) => kept !== 'all' && !kept.includes(member))
  const said = entry.kept ? `${kept === 'all' ? 'all' : kept.join(', ')}: ${entry.kept.because}` : ''
  return `| ${operation} | ${acting.join(', ')} | ${said} | \`${entry.test}\` |`
}
