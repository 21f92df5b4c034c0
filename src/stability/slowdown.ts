import type { Clock } from '../base/clock.ts'

/** The first ones of a kind are slow for their own reasons; they tell nothing of what is usual. */
const skipped = 16
/** So many more, and it is known; the last so many tell it. */
const learnMin = 32
const rememberedMax = 128
const usualShare = 0.95
/** Slower than this much of the usual high is slow; what is short may take this much longer. */
const factor = 1.5
const slackMs = 0.25
/** Nobody reads while all is calm: what is older than this at the first reading was calm. */
const disturbedMs = 500
/** More is not kept between two readings. */
const sinceMax = 4_096

export interface SlowdownReading {
  /** Those that were compared. */
  samples: number
  slow: number
  /** Those of kinds of which nobody knows yet what is usual. */
  unknown: number
}

/**
 * Whether things take longer than they usually do, each compared with its own kind: with what 95 in 100 of them stayed
 * below in calm times. In calm times it learns, in others it compares.
 */
export class Slowdown {
  readonly #clock: Clock
  readonly #kindsMax: number
  readonly #kinds = new Map<string, Usual>()
  /** As the last time was; nobody asks while nothing disturbs. */
  #calm = true
  #since: { kind: string; ms: number; at: number }[] = []
  #reading: SlowdownReading = { samples: 0, slow: 0, unknown: 0 }

  constructor(clock: Clock, kindsMax: number) {
    this.#clock = clock
    this.#kindsMax = kindsMax
  }

  record(kind: string, ms: number): void {
    this.#since.push({ kind, ms, at: this.#clock.tick() })
    if (this.#since.length >= sinceMax) this.#makeRoom()
  }

  /** What is older than a disturbance that nobody has read of yet can be; or all, when that is nothing. */
  #makeRoom(): void {
    const recent = this.#clock.tick() - disturbedMs
    const from = this.#since.findIndex(({ at }) => at >= recent)
    const kept = from > 0 ? this.#since.splice(from) : []
    this.#weigh(this.#calm)
    this.#since = kept
  }

  /** Of the time since the last reading, which was calm, or was not: only now is that known. */
  read(calm: boolean): SlowdownReading {
    this.#weigh(calm)
    this.#calm = calm
    const reading = this.#reading
    this.#reading = { samples: 0, slow: 0, unknown: 0 }
    return reading
  }

  #weigh(calm: boolean): void {
    const since = this.#since
    this.#since = []
    const disturbedFrom = calm ? Number.POSITIVE_INFINITY : this.#calm ? this.#clock.tick() - disturbedMs : 0
    for (const { at, kind, ms } of since) {
      const usual = this.#kinds.get(kind)
      if (at < disturbedFrom) (usual ?? this.#add(kind)).learn(ms)
      else if (usual?.highMs !== undefined) {
        this.#reading.samples++
        if (ms > usual.highMs * factor + slackMs) this.#reading.slow++
      }
    }
    this.#reading.unknown += since.filter(({ kind }) => this.#kinds.get(kind)?.highMs === undefined).length
  }

  #add(kind: string): Usual {
    if (this.#kinds.size >= this.#kindsMax) this.#kinds.delete(this.#kinds.keys().next().value!)
    const usual = new Usual()
    this.#kinds.set(kind, usual)
    return usual
  }
}

class Usual {
  highMs: number | undefined
  readonly #last = new Float64Array(rememberedMax)
  #seen = 0

  learn(ms: number): void {
    if (++this.#seen <= skipped) return
    const count = this.#seen - skipped
    this.#last[(count - 1) % rememberedMax] = ms
    if (count % learnMin > 0) return
    const remembered = this.#last.slice(0, Math.min(count, rememberedMax)).sort()
    this.highMs = remembered[Math.floor(usualShare * remembered.length)]!
  }
}
