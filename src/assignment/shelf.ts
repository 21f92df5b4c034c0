import type { Journey } from '../telemetry/telemetry.ts'
import type { Environment, EnvironmentSpec } from '../worker/worker.ts'
import type { Assigned, Provisioned } from './assignment.ts'

/** An environment as the assignment sees it. */
export interface Entry {
  readonly environment: Environment
  readonly shelf: Shelf
  state: 'idle' | 'busy' | 'leaving'
  /** Monotonic milliseconds. */
  idleSince: number
  /** Monotonic milliseconds; then it is replaced, however busy it has been. */
  readonly leaseUntil: number
}

/** Somebody who waits for an environment of a shelf. */
export interface Waiter {
  readonly since: number
  readonly journey?: Journey
  /** Whether a start tells this waiter's journey about itself. */
  followed: boolean
  settle(assigned: Assigned): void
}

/** All that has one key: equal environments, and who waits for them. */
export class Shelf {
  readonly spec: EnvironmentSpec
  /** The last one given back is taken first: it is warmest, and the others may grow old. */
  readonly idle: Entry[] = []
  /** In order of arrival. */
  readonly waiters = new Set<Waiter>()
  /** Environments being made. */
  starting = 0
  /** Idle and busy ones. */
  live = 0
  /** How many are kept ready (provisioned concurrency). */
  target = 0
  /** Nothing new is begun for it: its version has changed or gone. */
  retired = false
  failure: Provisioned['failure']
  readonly provisioning = new Set<(provisioned: Provisioned) => void>()

  constructor(spec: EnvironmentSpec) {
    this.spec = spec
  }

  get wantsStart(): boolean {
    const missing = this.failure === undefined ? this.target - this.live : 0
    return this.starting < Math.max(this.waiters.size, missing)
  }

  get liveMb(): number {
    return this.live * this.spec.memoryMb
  }

  get firstWaiter(): Waiter | undefined {
    for (const waiter of this.waiters) return waiter
    return undefined
  }

  /** A journey for a start: of the first waiter whom no other start tells; silent once that waiter has been served. */
  followedJourney(): Journey | undefined {
    for (const waiter of this.waiters) {
      const { journey } = waiter
      if (waiter.followed || !journey) continue
      waiter.followed = true
      return {
        requestId: journey.requestId,
        hop: (hop, note) => {
          if (this.waiters.has(waiter)) journey.hop(hop, note)
        },
      }
    }
    return undefined
  }
}
