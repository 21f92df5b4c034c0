import { utf8 } from '../../base/bytes.ts'
import type { Bell } from './bell.ts'
import { type Lane, recordBytesMax } from './lane.ts'
import type { HeldRecord } from './read-ahead.ts'
import { type Answered, type BatchParts, giveUp, runBatch } from './run-batch.ts'
import type { TumblingWindow } from './tumbling-window.ts'

/** How reading stands, which is ahead of what runs. */
export interface Reading {
  /** The shard has no more. */
  ended: boolean
  /** Nothing is read for now: no batch waits for it. */
  full: boolean
  /** When there was last known to be nothing more, in milliseconds since the epoch. */
  nothingMoreAtMs: number
}

export interface LaneParts extends Omit<BatchParts, 'invoke' | 'took' | 'outdated'> {
  lane: Lane
  bell: Bell
  reading: Readonly<Reading>
  window?: TumblingWindow
  invoke: (payload: Uint8Array, numbers: readonly string[]) => Promise<Answered>
}

/** One batch of a lane at a time, until the shard is over or it is told to stop. */
export async function runLane(parts: LaneParts): Promise<void> {
  const { bell, lane, reading, signal, window } = parts
  while (!signal.aborted) {
    const over = lane.empty && reading.ended
    if (window?.isOver(lane.first, over ? Number.POSITIVE_INFINITY : reading.nothingMoreAtMs)) {
      await runFinal(parts, window)
      continue
    }
    if (over) return
    const dueInMs = dueIn(parts)
    if (dueInMs > 0) await bell.wait(dueInMs)
    else await runTaken(parts)
  }
}

function dueIn({ clock, lane, reading, window }: LaneParts): number {
  if (lane.empty) return Number.POSITIVE_INFINITY
  if (reading.ended || reading.full) return 0
  if (!window) return lane.dueInMs
  // What is of another window is in another batch.
  return window.takes(lane.newest!) ? Math.min(lane.dueInMs, Math.max(0, window.endMs - clock.now())) : 0
}

async function runTaken(parts: LaneParts): Promise<void> {
  const { invoke, lane, window } = parts
  const besides = window?.bytes ?? 0
  const batch = lane.take(besides, window && ((held) => window.takes(held)))
  const joined = (records: readonly HeldRecord[]) => records.map(({ json }) => json).join(',')
  const batchParts: BatchParts = {
    ...parts,
    invoke: (records) =>
      invoke(
        window ? window.event(joined(records), false) : utf8(`{"Records":[${joined(records)}]}`),
        records.map(({ sequenceNumber }) => sequenceNumber),
      ),
    took: (result) => window?.took(result),
    async finish(records) {
      await parts.finish(records)
      // Whatever is left of the batch is for another window then.
      if (window?.open?.early) await runFinal(parts, window)
    },
  }
  const alone = batch.length === 1 ? batch[0] : undefined
  if (alone && alone.bytes > recordBytesMax - besides)
    await giveUp(batch, { condition: 'MaximumPayloadSizeExceeded', attempts: 0 }, batchParts)
  else await runBatch(batch, batchParts)
}

/** Until the function has taken it, or nobody wants it any more; then the window is closed. */
async function runFinal(parts: LaneParts, window: TumblingWindow): Promise<void> {
  const { clock, rules, signal } = parts
  let settled = false
  await runBatch([], {
    ...parts,
    rules: { ...rules, wantsState: false },
    invoke: () => parts.invoke(window.event('', true), []),
    took: () => (settled = true),
    outdated: () => rules.ageMsMax >= 0 && clock.now() - window.endMs > rules.ageMsMax,
  })
  if (signal.aborted && !settled) return
  window.close()
  await parts.finish([])
}
