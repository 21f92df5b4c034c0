import type { Clock } from '../../base/clock.ts'
import type { Random } from '../../base/random.ts'
import { type BackoffLimits, backoffMs } from '../../stability/backoff.ts'
import type { InvocationResult } from '../../sync-plane/sync-plane.ts'
import type { MappingCounts, ReportResult } from '../mappings/mapping-poller.ts'
import { judgeBatch, type Segment, type StreamRules } from './judge-batch.ts'
import type { HeldRecord } from './read-ahead.ts'

export interface Answered {
  requestId: string
  result: InvocationResult
}

export interface Discarded {
  condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded' | 'MaximumPayloadSizeExceeded'
  attempts: number
  /** Absent: no attempt was made. */
  last?: Answered
}

export interface BatchParts {
  clock: Clock
  random: Random
  rules: StreamRules & { ageMsMax: number }
  counts: MappingCounts
  report: ReportResult
  invoke: (records: readonly HeldRecord[]) => Promise<Answered>
  /** Of an answer that some of the records are done by, or the batch that has none. */
  took?: (result: InvocationResult) => void
  /** Nobody wants an answer any more. */
  outdated?: () => boolean
  /** Given up: told of, before it is passed. Whether anybody was told. */
  discard: (records: readonly HeldRecord[], why: Discarded) => Promise<boolean>
  /** These are done. */
  finish: (records: readonly HeldRecord[]) => Promise<void> | void
  signal: AbortSignal
}

export const streamBackoff: BackoffLimits = { msMin: 100, msMax: 30_000 }

/** Runs a batch, and what is left of it, until all of it is done or given up, or until it is told to stop. */
export async function runBatch(batch: readonly HeldRecord[], parts: BatchParts): Promise<void> {
  const open: Segment[] = [{ from: 0, to: batch.length, failures: 0 }]
  while (open.length > 0 && !parts.signal.aborted) {
    const next = await attempt(batch, open.shift()!, parts)
    open.unshift(...next)
    if (next[0] && next[0].failures > 0) await rest(next[0].failures, parts)
  }
}

/** What is left to be done of a segment. */
async function attempt(batch: readonly HeldRecord[], segment: Segment, parts: BatchParts): Promise<Segment[]> {
  const { clock, counts, finish, invoke, report, rules, signal } = parts
  const { from, to } = segment
  const held = batch.slice(from, to)
  for (let refusals = 1; !signal.aborted; refusals++) {
    if (parts.outdated?.()) return []
    const old = oldOf(held, parts)
    if (old > 0) {
      await giveUp(held.slice(0, old), { condition: 'RecordAgeExceeded', attempts: segment.failures }, parts)
      return held.length > old ? [{ ...segment, from: from + old }] : []
    }
    const last = await invoke(held)
    const numbers = batch.map(({ sequenceNumber }) => sequenceNumber)
    const verdict = judgeBatch(last.result, segment, numbers, rules)
    const well = verdict.is === 'run' && verdict.doneTo === to
    report(well ? 'OK' : 'PROBLEM: Function call failed')
    if (verdict.is === 'not run') {
      counts.failed += held.length
      await rest(refusals, parts)
      continue
    }
    counts.invoked += held.length
    counts.failed += to - verdict.doneTo
    if (verdict.doneTo > from || held.length === 0) parts.took?.(last.result)
    const done = batch.slice(from, verdict.doneTo)
    if (done.length > 0) counts.iteratorAgeMs = Math.max(0, clock.now() - done.at(-1)!.arrivedMs)
    if (done.length > 0) await finish(done)
    if (verdict.is === 'run') return verdict.next
    const why: Discarded = { condition: 'RetryAttemptsExhausted', attempts: segment.failures + 1, last }
    await giveUp(batch.slice(verdict.doneTo, to), why, parts)
    return []
  }
  return []
}

export async function giveUp(held: readonly HeldRecord[], why: Discarded, { counts, discard, finish }: BatchParts) {
  if (held.length === 0) return
  if (await discard(held, why)) counts.delivered += held.length
  else counts.dropped += held.length
  await finish(held)
}

/** How many of its first records nobody wants any more. */
function oldOf(held: readonly HeldRecord[], { clock, rules }: BatchParts): number {
  if (rules.ageMsMax < 0) return 0
  const young = held.findIndex(({ arrivedMs }) => clock.now() - arrivedMs <= rules.ageMsMax)
  return young === -1 ? held.length : young
}

/** A function that fails is not asked again at once. */
async function rest(failures: number, { clock, random, signal }: BatchParts): Promise<void> {
  await clock.sleep(backoffMs(failures, streamBackoff, random), signal).catch(() => {})
}
