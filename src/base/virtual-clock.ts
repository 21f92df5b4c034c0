import type { Clock, Timer } from './clock.ts'

interface Alarm {
  at: number
  run: () => void
}

/** A clock that stands still until it is told to advance. Alarms fire in order of time, then of arrival. */
export class VirtualClock implements Clock {
  /** A set remembers the order of arrival. */
  readonly #alarms = new Set<Alarm>()
  #tick = 0
  #epoch: number

  constructor(epochMs = 1_700_000_000_000) {
    this.#epoch = epochMs
  }

  now(): number {
    return Math.floor(this.at)
  }

  tick(): number {
    return this.#tick
  }

  /** Where it stands: milliseconds since the epoch. */
  get at(): number {
    return this.#epoch + this.#tick
  }

  /** Where its next alarm is due. */
  get nextAt(): number | undefined {
    const next = this.#earliest(Number.POSITIVE_INFINITY)
    return next && this.#epoch + Math.max(next.at, this.#tick)
  }

  after(ms: number, run: () => void): Timer {
    const alarm = { at: this.#tick + Math.max(0, ms), run }
    this.#alarms.add(alarm)
    return { cancel: () => void this.#alarms.delete(alarm) }
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error)
      const alarm = this.after(ms, () => {
        signal?.removeEventListener('abort', onAbort)
        resolve()
      })
      const onAbort = () => {
        alarm.cancel()
        reject(signal!.reason as Error)
      }
      signal?.addEventListener('abort', onAbort, { once: true })
    })
  }

  /** Moves time forward, firing what falls due on the way; lets promises settle between alarms. */
  async advance(ms: number): Promise<void> {
    const end = this.#tick + ms
    await settle()
    for (let next = this.#earliest(end); next; next = this.#earliest(end)) {
      this.#fire(next)
      await settle()
    }
    this.#tick = end
  }

  /** Moves to a moment, if it is not past, and fires what is due by then. What that sets anew is for the next move. */
  moveTo(at: number): void {
    const end = Math.max(this.#tick, at - this.#epoch)
    const due = [...this.#alarms].filter((alarm) => alarm.at <= end)
    for (const alarm of due.toSorted((a, b) => a.at - b.at)) if (this.#alarms.has(alarm)) this.#fire(alarm)
    this.#tick = end
  }

  /** Shifts the wall clock alone, as an operator or NTP would: monotonic time does not move. */
  jump(ms: number): void {
    this.#epoch += ms
  }

  #fire(alarm: Alarm): void {
    this.#tick = Math.max(this.#tick, alarm.at)
    this.#alarms.delete(alarm)
    alarm.run()
  }

  #earliest(end: number): Alarm | undefined {
    let earliest: Alarm | undefined
    for (const alarm of this.#alarms) if (alarm.at <= end && (!earliest || alarm.at < earliest.at)) earliest = alarm
    return earliest
  }
}

/** Long enough for a chain of awaits to run dry; no macrotask, so that pure tests stay pure. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}
