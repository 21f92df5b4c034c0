/** The first ones of a kind are slow for their own reasons; they tell nothing of what is usual. */
const skipped = 16
/** So many more, and it is known; the last so many tell it. */
const learnMin = 32
const rememberedMax = 128
const usualShare = 0.95
/** Slower than this much of the usual high is slow; what is short may take this much longer. */
const factor = 1.5
const slackMs = 0.25

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
  readonly #kindsMax: number
  readonly #kinds = new Map<string, Usual>()
  #calm = true
  #reading: SlowdownReading = { samples: 0, slow: 0, unknown: 0 }

  constructor(kindsMax: number) {
    this.#kindsMax = kindsMax
  }

  record(kind: string, ms: number): void {
    const usual = this.#kinds.get(kind)
    if (usual?.highMs === undefined) this.#reading.unknown++
    if (this.#calm) return (usual ?? this.#add(kind)).learn(ms)
    if (usual?.highMs === undefined) return
    this.#reading.samples++
    if (ms > usual.highMs * factor + slackMs) this.#reading.slow++
  }

  /** Of the time since the last reading; from now on the times are calm, or are not. */
  read(calm: boolean): SlowdownReading {
    const reading = this.#reading
    this.#reading = { samples: 0, slow: 0, unknown: 0 }
    this.#calm = calm
    return reading
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
