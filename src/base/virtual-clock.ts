import type { Clock, Timer } from './clock.ts'

interface Alarm {
  at: number
  order: number
  run: () => void
}

/** A clock that stands still until it is told to advance. Alarms fire in order of time, then of arrival. */
export class VirtualClock implements Clock {
  #alarms: Alarm[] = []
  #order = 0
  #tick = 0
  #epoch: number

  constructor(epochMs = 1_700_000_000_000) {
    this.#epoch = epochMs
  }

  now(): number {
    return this.#epoch + Math.floor(this.#tick)
  }

  tick(): number {
    return this.#tick
  }

  after(ms: number, run: () => void): Timer {
    const alarm = { at: this.#tick + Math.max(0, ms), order: this.#order++, run }
    this.#alarms.push(alarm)
    return { cancel: () => void (this.#alarms = this.#alarms.filter((other) => other !== alarm)) }
  }

  sleep(ms: number, signal?: AbortSignal): Promise<void> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) return reject(signal.reason as Error)
      const alarm = this.after(ms, resolve)
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
      this.#tick = Math.max(this.#tick, next.at)
      this.#alarms = this.#alarms.filter((other) => other !== next)
      next.run()
      await settle()
    }
    this.#tick = end
  }

  /** Shifts the wall clock alone, as an operator or NTP would: monotonic time does not move. */
  jump(ms: number): void {
    this.#epoch += ms
  }

  #earliest(end: number): Alarm | undefined {
    const due = this.#alarms.filter((alarm) => alarm.at <= end)
    return due.sort((a, b) => a.at - b.at || a.order - b.order)[0]
  }
}

/** Long enough for a chain of awaits to run dry; no macrotask, so that pure tests stay pure. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 50; turn++) await Promise.resolve()
}
