import { text } from '../../base/bytes.ts'
import type { InvocationResult } from '../../sync-plane/sync-plane.ts'

export type BatchOutcome =
  /** These are done with; the others come again after their visibility timeout. */
  | { is: 'run'; failed: boolean; done: readonly string[] }
  /** The function has not run: the same batch may be tried again. */
  | { is: 'not run'; because: string }

/** What becomes of a batch, by message ids (Lambda Developer Guide: implementing partial batch responses). */
export function batchOutcome(result: InvocationResult, ids: readonly string[], reportsFailures: boolean): BatchOutcome {
  if (!result.ran) return { is: 'not run', because: result.because.message ?? result.because.exception }
  if (result.functionError !== undefined) return { is: 'run', failed: true, done: [] }
  const failures = reportsFailures ? readFailures(result.payload) : []
  if (!failures || failures.some((id) => !ids.includes(id))) return { is: 'run', failed: true, done: [] }
  const failed = new Set(failures)
  return { is: 'run', failed: failed.size > 0, done: ids.filter((id) => !failed.has(id)) }
}

/** The ids that an answer names; undefined for an answer that cannot be understood, which fails the whole batch. */
export function readFailures(payload: Uint8Array): string[] | undefined {
  const answer = parse(text(payload))
  // Recorded AWS answers: all of these are a success.
  if (answer === null || answer === '' || (Array.isArray(answer) && answer.length === 0)) return []
  if (typeof answer !== 'object' || Array.isArray(answer)) return undefined
  const { batchItemFailures: items = null } = answer as { batchItemFailures?: unknown }
  if (items === null) return []
  if (!Array.isArray(items)) return undefined
  const ids = items.map((item: unknown) => (item as { itemIdentifier?: unknown } | null)?.itemIdentifier)
  return ids.every((id) => typeof id === 'string' && id !== '') ? (ids as string[]) : undefined
}

function parse(payload: string): unknown {
  if (payload === '') return null
  try {
    return JSON.parse(payload)
  } catch {
    return undefined
  }
}
