import type { Clock } from '../../base/clock.ts'
import type { MappingRecord } from '../../lambda/resources.ts'

export interface ScaleLimits {
  /** Without a backlog, and to begin with. */
  start: number
  growthPerSecond: number
  most: number
}

/** 300 more a minute while there is a backlog. */
const onDemand: ScaleLimits = { start: 5, growthPerSecond: 5, most: 1250 }
const perPoller = 10
const pollersDefault = { MinimumPollers: 2, MaximumPollers: 200 }

/** Of a queue's mapping: each provisioned poller runs ten batches, and there are 1000 more a minute. */
export function scaleLimits({
  ProvisionedPollerConfig: pollers,
  ScalingConfig,
}: Pick<MappingRecord['configuration'], 'ProvisionedPollerConfig' | 'ScalingConfig'>): ScaleLimits {
  if (!pollers)
    return { ...onDemand, most: Math.min(ScalingConfig?.MaximumConcurrency ?? onDemand.most, onDemand.most) }
  const { MaximumPollers = pollersDefault.MaximumPollers, MinimumPollers = pollersDefault.MinimumPollers } = pollers
  return { start: MinimumPollers * perPoller, growthPerSecond: 1000 / 60, most: MaximumPollers * perPoller }
}

/** How many batches of a queue may be run at once (Lambda Developer Guide: scaling for Amazon SQS). */
export class PollerScale {
  readonly #clock: Clock
  readonly #limits: ScaleLimits
  #size: number
  #changedAt: number

  constructor(clock: Clock, limits: ScaleLimits) {
    this.#clock = clock
    this.#limits = limits
    this.#size = Math.min(limits.start, limits.most)
    this.#changedAt = clock.tick()
  }

  get size(): number {
    return this.#size
  }

  /** A receive brought as much as it could: there is more where it came from. */
  sawBacklog(): void {
    const now = this.#clock.tick()
    const grown = Math.floor(((now - this.#changedAt) / 1000) * this.#limits.growthPerSecond)
    if (grown < 1) return
    this.#size = Math.min(this.#limits.most, this.#size + grown)
    this.#changedAt = now
  }

  sawNothing(): void {
    this.#size = Math.min(this.#limits.start, this.#limits.most)
    this.#changedAt = this.#clock.tick()
  }

  /** The function could not take it. */
  throttled(): void {
    this.#size = Math.max(1, Math.floor(this.#size / 2))
    this.#changedAt = this.#clock.tick()
  }
}
