import type { Clock } from '../base/clock.ts'
import { requestsPerConcurrency } from '../lambda/quotas.ts'
import { TokenBucket } from '../stability/token-bucket.ts'
import { ScalingRate } from './scaling-rate.ts'

/** What runs of one thing that has a ceiling of its own: a function's on-demand share, or one provisioned key. */
export interface Running {
  running: number
  requests?: TokenBucket
}

/** One function's share, all versions and aliases together. */
export class FunctionCount {
  readonly onDemand: Running = { running: 0 }
  readonly provisioned = new Map<string, Running>()
  readonly scaling: ScalingRate

  constructor(clock: Clock) {
    this.scaling = new ScalingRate(clock)
  }

  provisionedFor(key: string): Running {
    let running = this.provisioned.get(key)
    if (!running) this.provisioned.set(key, (running = { running: 0 }))
    return running
  }

  get running(): number {
    let running = this.onDemand.running
    for (const one of this.provisioned.values()) running += one.running
    return running
  }

  get idleForLong(): boolean {
    return this.scaling.forgotten && this.running === 0
  }
}

/** Ten requests a second for each unit of concurrency (Lambda Developer Guide: requests per second quota). */
export function takeRequest(counted: Pick<Running, 'requests'>, concurrency: number, clock: Clock): boolean {
  const perSecond = concurrency * requestsPerConcurrency
  const bucket = (counted.requests ??= new TokenBucket(clock, { capacity: perSecond, perSecond }))
  if (bucket.capacity !== perSecond) bucket.resize({ capacity: perSecond, perSecond })
  return bucket.take()
}
