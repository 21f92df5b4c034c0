import { text } from '../base/bytes.ts'
import type { Refusal } from '../lambda/refusals.ts'

/** The time of what nobody waits for, for `roost clock`. */
export interface PlatformTime {
  read(): object
  /** Absent: it is the machine's, and nobody moves it. Resolves once all that fell due has come to rest. */
  advance?: (wish: AdvanceWish) => Promise<object>
}

export interface AdvanceWish {
  advanceMs: number
  /** Real time that functions and others are waited for, in each step. */
  patienceMs: number
}

/** A year, and the longest that a function may run. */
const most = { advanceMs: 366 * 86_400_000, patienceMs: 900_000 }
const usualPatienceMs = 60_000
const onRealTime: Refusal = {
  exception: 'InvalidRequestContentException',
  message: 'This Roost runs on real time; one that is started with --virtual-clock can be moved through it.',
}
const unreadable: Refusal = {
  exception: 'ValidationException',
  message: `advanceMs: a whole number from 0 to ${most.advanceMs}; patienceMs, where it is given: one from 0 to ${most.patienceMs}`,
}

/** What came of a wish as it was sent. */
export async function advanceClock(
  { advance }: PlatformTime,
  body: Uint8Array,
): Promise<{ advanced: object } | Refusal> {
  if (!advance) return onRealTime
  const wish = readWish(body)
  return wish ? { advanced: await advance(wish) } : unreadable
}

function readWish(body: Uint8Array): AdvanceWish | undefined {
  try {
    const { advanceMs, patienceMs = usualPatienceMs } = JSON.parse(text(body)) as Partial<AdvanceWish>
    const wish = { advanceMs: advanceMs!, patienceMs }
    return isSpan(wish.advanceMs, most.advanceMs) && isSpan(patienceMs, most.patienceMs) ? wish : undefined
  } catch {
    return undefined
  }
}

const isSpan = (ms: unknown, max: number): boolean => Number.isInteger(ms) && Number(ms) >= 0 && Number(ms) <= max
