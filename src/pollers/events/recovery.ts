import type { Clock, Timer } from '../../base/clock.ts'
import { GradualRamp } from '../../stability/gradual-ramp.ts'
import { TokenBucket } from '../../stability/token-bucket.ts'
import { type Attempts, judgeVitals, type ReadVitals, type Strain } from './vitals.ts'

export interface RecoveryParts {
  clock: Clock
  /** Absent: no limit ever holds. */
  vitals?: ReadVitals
  /** There may be a token again for whoever was refused one. */
  onRoom: () => void
}

/** For people: how many events a second may be started; no number: as many as there are. */
export interface RecoveryView {
  phase: string
  perSecond?: number
  strain?: Strain
}

const readingMs = 250
const limits = { floor: 2, probe: 8, ceiling: 10_000 }
/** So much of a second may come at once. */
const burstSeconds = 0.1
/** Calm is made for callers of whom nothing is known, but not for long, and not often: some are never known. */
const listening = { msMax: 3_000, everyMs: 60_000 }
/** So few that they disturb nobody; and so many readings, and what is left of before is the rule. */
const inFlightCalmMax = 4
const quietMax = 12
/** After so long without an event of before, the next one is of another outage. */
const overMs = 60_000

/**
 * How fast a backlog is worked off: by a token bucket whose rate follows how the planes are. No limit holds while all
 * is well. After an outage a few events are tried first; when synchronous callers begin to wait, fewer are started.
 */
export class Recovery {
  readonly #parts: RecoveryParts
  readonly #ramp = new GradualRamp(limits)
  readonly #bucket: TokenBucket
  #attempts: Attempts = { ended: 0, refused: 0, broken: 0 }
  #started = 0
  #inFlight = 0
  /** Readings in a row with next to nothing started. */
  #quiet = 0
  /** Somebody wanted to start and had no token, or there was no room to run. */
  #short = false
  #crowded = false
  #cpuCalm = 0
  #strain: Strain | undefined
  #staleAt = Number.NEGATIVE_INFINITY
  #listenedAt = Number.NEGATIVE_INFINITY
  #reading: Timer | undefined
  #waking: Timer | undefined
  #closed = false

  constructor(parts: RecoveryParts) {
    this.#parts = parts
    this.#bucket = new TokenBucket(parts.clock, sizeOf(limits.probe))
  }

  get view(): RecoveryView {
    const { perSecond, phase } = this.#ramp
    const strain = this.#strain && { strain: this.#strain }
    return perSecond === Number.POSITIVE_INFINITY ? { phase, ...strain } : { phase, perSecond, ...strain }
  }

  /** Whether one may start now; if not, `onRoom` is called when it may. */
  grant(): boolean {
    this.#readSoon()
    if (this.#ramp.phase !== 'open' && !this.#bucket.take()) {
      this.#short = true
      this.#wakeAfter(Math.ceil(this.#bucket.waitMs()))
      return false
    }
    this.#started++
    this.#inFlight++
    return true
  }

  /** Events waited although there was a token: as many run as may. */
  crowded(): void {
    this.#crowded = true
  }

  ended(how: 'run' | 'refused' | 'broken'): void {
    this.#attempts.ended++
    this.#inFlight--
    if (how !== 'run') this.#attempts[how]++
  }

  /** There are events that have waited for long, and not because of their function: somebody was away. */
  stale(): void {
    const now = this.#parts.clock.tick()
    const known = now - this.#staleAt < overMs
    this.#staleAt = now
    if (known || this.#ramp.phase !== 'open' || !this.#parts.vitals) return
    this.#ramp.handshake()
    this.#resize()
    this.#readSoon()
  }

  close(): void {
    this.#closed = true
    this.#reading?.cancel()
    this.#waking?.cancel()
  }

  #readSoon(): void {
    if (this.#parts.vitals && !this.#closed)
      this.#reading ??= this.#parts.clock.after(readingMs, () => void this.#read())
  }

  async #read(): Promise<void> {
    const vitals = this.#parts.vitals!
    const calm = this.#wasCalm()
    const [attempts, started, short] = [this.#attempts, this.#started, this.#short]
    this.#attempts = { ended: 0, refused: 0, broken: 0 }
    this.#started = 0
    this.#short = this.#crowded = false
    const now = await vitals(calm).catch(() => undefined)
    if (now && calm) this.#cpuCalm += (now.cpu - this.#cpuCalm) / 4
    const strain = judgeVitals(now, attempts, this.#cpuCalm)
    this.#strain = strain === 'unknown' ? this.#listened(calm) : strain
    this.#adapt(started, short)
    this.#reading = undefined
    if (started > 0 || this.#ramp.phase !== 'open') this.#readSoon()
  }

  /** What was started before a limit goes on for a while; what takes very long is not waited for. */
  #wasCalm(): boolean {
    if (this.#ramp.phase === 'open') return !this.#crowded
    this.#quiet = this.#ramp.calm ? this.#quiet + 1 : 0
    return this.#quiet > 1 && (this.#inFlight <= inFlightCalmMax || this.#quiet > quietMax)
  }

  #adapt(started: number, used: boolean): void {
    const strain = this.#strain
    const open = this.#ramp.phase === 'open'
    if (!open) this.#ramp.hear({ strained: strain !== undefined, badly: strain === 'very slow', used })
    else if (started === 0 || strain === undefined || strain === 'cpu') return
    else if (strain === 'slow' || strain === 'throttled' || strain === 'memory')
      this.#ramp.slow((started * 1000) / readingMs)
    else this.#ramp.handshake()
    this.#resize()
    if (used) this.#wakeAfter(0)
  }

  /** Of callers whose usual times are unknown: a strain only while something disturbs them, and it is worth to wait for them. */
  #listened(calm: boolean): Strain | undefined {
    if (calm && this.#ramp.phase === 'open') return undefined
    const now = this.#parts.clock.tick()
    if (now - this.#listenedAt >= listening.everyMs) {
      this.#listenedAt = now
      this.#ramp.handshake()
    }
    return now - this.#listenedAt < listening.msMax ? 'unknown' : undefined
  }

  #resize(): void {
    const { perSecond } = this.#ramp
    if (perSecond !== Number.POSITIVE_INFINITY) this.#bucket.resize(sizeOf(perSecond))
  }

  #wakeAfter(ms: number): void {
    if (this.#closed) return
    this.#waking?.cancel()
    this.#waking = this.#parts.clock.after(Math.max(1, ms), () => this.#parts.onRoom())
  }
}

const sizeOf = (perSecond: number) => ({ capacity: Math.max(1, perSecond * burstSeconds), perSecond })
