/** So many samples of a kind tell what is usual for it. */
const learnMin = 32
/** So far the usual high moves with each sample, as a part of itself. */
const pace = 0.02
const usualShare = 0.95
/** Slower than this much of the usual high is slow; what is short may take this much longer. */
const factor = 1.5
const slackMs = 0.25

/**
 * Whether things take longer than they usually do, each compared with its own kind: with what 95 in 100 of them stay
 * below in calm times. In calm times it learns, in others it compares.
 */
export class Slowdown {
  readonly #kindsMax: number
  readonly #kinds = new Map<string, { first: number[]; usual?: number }>()
  #calm = true
  #samples = 0
  #slow = 0

  constructor(kindsMax: number) {
    this.#kindsMax = kindsMax
  }

  record(kind: string, ms: number): void {
    if (this.#calm) return this.#learn(kind, ms)
    const usual = this.#kinds.get(kind)?.usual
    if (usual === undefined) return
    this.#samples++
    if (ms > usual * factor + slackMs) this.#slow++
  }

  /** What was compared since the last reading; from now on the times are calm, or are not. */
  read(calm: boolean): { samples: number; slow: number } {
    const reading = { samples: this.#samples, slow: this.#slow }
    this.#samples = this.#slow = 0
    this.#calm = calm
    return reading
  }

  #learn(kind: string, ms: number): void {
    const known = this.#kinds.get(kind)
    if (known?.usual !== undefined) {
      const share = ms > known.usual ? usualShare : usualShare - 1
      known.usual += known.usual * pace * share
    } else if (known) {
      known.first.push(ms)
      if (known.first.length < learnMin) return
      const sorted = known.first.toSorted((a, b) => a - b)
      known.usual = Math.max(0.01, sorted[Math.floor(usualShare * learnMin)]!)
      known.first = []
    } else {
      if (this.#kinds.size >= this.#kindsMax) this.#kinds.delete(this.#kinds.keys().next().value!)
      this.#kinds.set(kind, { first: [ms] })
    }
  }
}
