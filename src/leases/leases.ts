import type { Clock, Timer } from '../base/clock.ts'
import type { Lease, LeaseTable } from '../store/lease-table.ts'

export interface LeaseKeeperParts {
  clock: Clock
  table: LeaseTable
  /** Who holds them: this process, and no other that was ever started. */
  owner: string
  ttlMs: number
}

/** A lease that is renewed by itself for as long as its holder says that it gets on. */
export interface HeldLease {
  readonly owner: string
  readonly fence: number
  /** Asked before something is begun: after a pause of this process it may be somebody else's. Renews it if need be. */
  confirm(): boolean
  release(): void
}

export interface Holder {
  /** Asked before each renewal: whoever makes no progress loses the lease to somebody who may. */
  progresses(): boolean
  /** It is somebody else's, or soon will be: nothing done from now on counts. */
  onLost(): void
}

/** Takes leases and renews them, three times in their span. */
export class LeaseKeeper {
  readonly #parts: LeaseKeeperParts

  constructor(parts: LeaseKeeperParts) {
    this.#parts = parts
  }

  /** Undefined while somebody else holds it. */
  hold(work: string, holder: Holder): HeldLease | undefined {
    const { clock, owner, table, ttlMs } = this.#parts
    let sureUntil = clock.tick() + ttlMs
    let lease: Lease | undefined = table.take(work, owner, { now: clock.now(), ttlMs })
    if (!lease) return undefined
    let timer: Timer | undefined
    const renew = (): boolean => {
      timer?.cancel()
      const tick = clock.tick()
      lease = lease && holder.progresses() ? table.renew(lease, { now: clock.now(), ttlMs }) : undefined
      sureUntil = tick + ttlMs
      if (lease) timer = clock.after(ttlMs / 3, renew)
      else holder.onLost()
      return lease !== undefined
    }
    timer = clock.after(ttlMs / 3, renew)
    return {
      owner,
      fence: lease.fence,
      confirm: () => lease !== undefined && (clock.tick() < sureUntil || renew()),
      release() {
        timer?.cancel()
        if (lease) table.release(lease)
        lease = undefined
      },
    }
  }
}
