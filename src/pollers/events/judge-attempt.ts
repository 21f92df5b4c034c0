import type { EventHead, EventOutcome } from '../../async-plane/async-plane.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import { latest } from '../../lambda/arn.ts'
import { functionKey, qualifiedKey } from '../../lambda/keys.ts'
import type { Refusal } from '../../lambda/refusals.ts'
import type { InvocationResult } from '../../sync-plane/sync-plane.ts'

/** What holds for a function's events (Lambda API: PutFunctionEventInvokeConfig). */
export interface EventSettings {
  retriesMax: number
  ageMsMax: number
  /** How many of it may run at once: 0, and its events are not even tried; undefined: nothing is reserved. */
  reserved?: number
}

/** An alias or version has its own settings, or the defaults: never those of the function. */
export function settingsOf(catalog: Pick<Catalog, 'get'>, head: EventHead): EventSettings {
  const key = qualifiedKey(head, head.functionName, head.qualifier ?? latest)
  const config = catalog.get('event-invoke-config', key)?.configuration
  return {
    retriesMax: config?.MaximumRetryAttempts ?? 2,
    ageMsMax: (config?.MaximumEventAgeInSeconds ?? 21_600) * 1000,
    reserved: catalog.get('function', functionKey(head, head.functionName))?.reservedConcurrency,
  }
}

/** Why an event is not tried any more, before it is tried at all. */
export function endBeforeAttempt({ ageMsMax, reserved }: EventSettings, ageMs: number): UntriedEnd | undefined {
  if (reserved === 0) return 'ZeroReservedConcurrency'
  return ageMs >= ageMsMax ? 'EventAgeExceeded' : undefined
}

type UntriedEnd = Extract<EventOutcome['condition'], 'ZeroReservedConcurrency' | 'EventAgeExceeded'>

export type Verdict =
  | { is: 'over'; condition: EventOutcome['condition'] }
  /** The function has failed: one of its retries is used. */
  | { is: 'retry'; afterMs: number }
  /** It has not run, and none of its retries is used. */
  | { is: 'not run'; because: Refusal }
  /** Nobody is left to run it, or to be told. */
  | { is: 'gone'; because: Refusal }

const minuteMs = 60_000

/** What becomes of an event after an attempt; `attempts` counts this one, `ageMs` is now. */
export function judgeAttempt(
  result: InvocationResult,
  { retriesMax, ageMsMax }: Pick<EventSettings, 'retriesMax' | 'ageMsMax'>,
  { attempts, ageMs }: { attempts: number; ageMs: number },
): Verdict {
  if (!result.ran) {
    const { because } = result
    if (because.exception === 'ResourceNotFoundException') return { is: 'gone', because }
    // A loop does not end by trying again: whoever asked to be told is told.
    if (because.exception === 'RecursiveInvocationException') return { is: 'over', condition: 'RetriesExhausted' }
    return ageMs >= ageMsMax ? { is: 'over', condition: 'EventAgeExceeded' } : { is: 'not run', because }
  }
  if (result.functionError === undefined) return { is: 'over', condition: 'Success' }
  if (attempts > retriesMax) return { is: 'over', condition: 'RetriesExhausted' }
  // A minute after the first attempt, two after the second (Lambda Developer Guide: asynchronous invocation).
  return { is: 'retry', afterMs: attempts * minuteMs }
}
