import type { InvocationResult } from '../../sync-plane/sync-plane.ts'
import { readFailures } from '../sqs/batch-outcome.ts'
import { stateIn } from './tumbling-window.ts'

/** A run of records of one shard, with what it has been through. */
export interface Segment {
  from: number
  to: number
  /** How often the function has failed on it. */
  failures: number
}

export interface StreamRules {
  /** -1: for ever. */
  retriesMax: number
  bisects: boolean
  reportsFailures: boolean
  /** An answer without a state is a failure. */
  wantsState?: boolean
}

export type SegmentVerdict =
  /** Records before this index are done; then these, in order. */
  | { is: 'run'; doneTo: number; next: Segment[] }
  /** All retries are used; records before this index are done, though. */
  | { is: 'exhausted'; doneTo: number }
  | { is: 'not run' }

/** What becomes of a segment after an attempt (Lambda Developer Guide: error handling of stream event sources). */
export function judgeBatch(
  result: InvocationResult,
  segment: Segment,
  sequenceNumbers: readonly string[],
  rules: StreamRules,
): SegmentVerdict {
  if (!result.ran) return { is: 'not run' }
  const { from, to } = segment
  const failedAt = firstFailure(result, sequenceNumbers.slice(from, to), rules)
  if (failedAt === undefined) return { is: 'run', doneTo: to, next: [] }
  const failures = segment.failures + 1
  const start = from + failedAt
  if (rules.retriesMax !== -1 && failures > rules.retriesMax && !(rules.bisects && to - start > 1))
    return { is: 'exhausted', doneTo: start }
  // Halving uses no retry: what is left at the end, alone, does.
  if (rules.bisects && to - start > 1) {
    const middle = start + Math.ceil((to - start) / 2)
    const halves = [
      { from: start, to: middle, failures: segment.failures },
      { from: middle, to, failures: segment.failures },
    ]
    return { is: 'run', doneTo: start, next: halves }
  }
  return { is: 'run', doneTo: start, next: [{ from: start, to, failures }] }
}

/** Within the segment; undefined: none. */
function firstFailure(
  result: Extract<InvocationResult, { ran: true }>,
  sequenceNumbers: readonly string[],
  { reportsFailures, wantsState }: StreamRules,
): number | undefined {
  if (result.functionError !== undefined || (wantsState && stateIn(result.payload) === undefined)) return 0
  const named = reportsFailures ? readFailures(result.payload) : []
  if (!named) return 0
  if (named.length === 0) return undefined
  const places = named.map((id) => sequenceNumbers.indexOf(id))
  // Whoever names a record that was not there is not understood: the whole batch has failed.
  return places.includes(-1) ? 0 : Math.min(...places)
}
