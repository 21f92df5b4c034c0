export interface RampLimits {
  /** A second; never less, so that what waits is not forgotten. */
  floor: number
  /** What a handshake asks with. */
  probe: number
  ceiling: number
}

export type RampPhase = 'open' | 'handshake' | 'dialing' | 'climbing'

/** What came of the time since the last reading. */
export interface Reading {
  strained: boolean
  /** Not a little: what comes next is far less. */
  badly?: boolean
  /** What was granted was taken: only then does it say anything when all went well. */
  used: boolean
}

/** Well readings that a handshake waits for before it asks for more. */
const handshakes = 2
/** Well readings in a row that needed no limit: then there is none. */
const idleMax = 8
const decrease = { some: 0.8, badly: 0.5 }
/** Of the rate that was too much: so it takes seven readings to come to it again. */
const increase = 0.03
/** Times this with each reading: so what is too much at last is not much too much. */
const dialUp = 1.5

/**
 * How many a second a system may be asked for, when nobody knows how many it can take: a few at first; half as many
 * again each time that went well, until it was too much; from then on a little more each time, and much less when it is
 * too much again (additive increase, multiplicative decrease).
 */
export class GradualRamp {
  readonly #limits: RampLimits
  #phase: RampPhase = 'open'
  #perSecond = Number.POSITIVE_INFINITY
  /** What was too much the last time. */
  #tooMuch = 0
  #well = 0
  #idle = 0
  /** The reading after a decrease tells of the time before it, too. */
  #fresh = false

  constructor(limits: RampLimits) {
    this.#limits = limits
  }

  /** Infinity while nothing is limited. */
  get perSecond(): number {
    return this.#perSecond
  }

  get phase(): RampPhase {
    return this.#phase
  }

  /** So little is asked for that any strain has another cause. */
  get calm(): boolean {
    return this.#perSecond <= this.#limits.probe
  }

  /** From nearly nothing: somebody comes back, and nobody knows what can be asked of them. */
  handshake(): void {
    this.#enter('handshake', this.#limits.probe)
  }

  /** From what was going on when it became too much. */
  slow(fromPerSecond: number): void {
    this.#enter('climbing', fromPerSecond)
    this.#lower(decrease.some)
  }

  hear({ badly, strained, used }: Reading): void {
    if (this.#phase === 'open') return
    const fresh = this.#fresh
    this.#fresh = false
    this.#idle = strained || used ? 0 : this.#idle + 1
    if (strained) {
      this.#well = 0
      if (badly) this.#lower(decrease.badly)
      else if (!fresh) this.#lower(decrease.some)
    } else if (used) this.#raise()
    else if (this.#idle >= idleMax) this.#enter('open', Number.POSITIVE_INFINITY)
  }

  #enter(phase: RampPhase, perSecond: number): void {
    this.#phase = phase
    this.#perSecond = perSecond
    this.#well = this.#idle = 0
    this.#fresh = false
  }

  #lower(part: number): void {
    if (this.#phase !== 'handshake') {
      this.#phase = 'climbing'
      this.#tooMuch = this.#perSecond
    }
    this.#perSecond = Math.max(this.#limits.floor, this.#perSecond * part)
    this.#fresh = true
  }

  #raise(): void {
    const { ceiling } = this.#limits
    if (this.#phase === 'handshake' && ++this.#well < handshakes) return
    if (this.#phase === 'handshake') this.#phase = 'dialing'
    const more = this.#phase === 'dialing' ? this.#perSecond * (dialUp - 1) : Math.max(1, this.#tooMuch * increase)
    this.#perSecond = Math.min(ceiling, this.#perSecond + more)
  }
}
