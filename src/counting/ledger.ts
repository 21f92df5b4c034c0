import type { Clock } from '../base/clock.ts'
import type { AccountId, Region } from '../base/identity.ts'
import { invariant } from '../base/invariant.ts'
import type { ThrottleReason } from '../lambda/refusals.ts'
import { AccountPool } from './account-pool.ts'
import type { Admission, Allowances, Candidate, Counting, Ticket, Usage } from './counting.ts'
import { type FunctionCount, type Running, takeRequest } from './function-count.ts'

/** Counts in memory; every decision is a handful of comparisons. */
export class Ledger implements Counting {
  readonly #clock: Clock
  readonly #allowances: Allowances
  readonly #accounts = new Map<AccountId, Map<Region, AccountPool>>()

  constructor(clock: Clock, allowances: Allowances) {
    this.#clock = clock
    this.#allowances = allowances
  }

  admit(candidate: Candidate): Admission {
    const pool = this.#pool(candidate.account, candidate.region)
    const { mapping } = candidate
    if (mapping && (pool.mappings.get(mapping.id) ?? 0) >= mapping.maximum)
      return refused('ConcurrentInvocationLimitExceeded')
    if (candidate.reserved === 0) return refused('ReservedFunctionConcurrentInvocationLimitExceeded')
    const fn = pool.function(candidate.functionName)
    const provisioned = this.#takeProvisioned(fn, candidate)
    if (provisioned) return admitted(new Place(candidate, pool, { running: provisioned, provisioned: true }))
    const because =
      candidate.reserved === undefined
        ? this.#refuseUnreserved(pool, fn, candidate)
        : this.#refuseReserved(fn, candidate, candidate.reserved)
    if (because) return refused(because)
    return admitted(new Place(candidate, pool, { running: fn.onDemand, provisioned: false }))
  }

  release(ticket: Ticket): void {
    invariant(ticket instanceof Place, 'a ticket is given back where it was taken')
    ticket.leave()
  }

  usage(account: AccountId, region: Region): Usage {
    return this.#pool(account, region).usage()
  }

  /** Provisioned environments first; what they cannot take spills over to on-demand ones. */
  #takeProvisioned(fn: FunctionCount, candidate: Candidate): Running | undefined {
    const { provisioned } = candidate
    if (!provisioned) return undefined
    const running = fn.provisionedFor(provisioned.key)
    if (running.running >= provisioned.environments) return undefined
    if (candidate.synchronous && !takeRequest(running, provisioned.environments, this.#clock)) return undefined
    return running
  }

  #refuseUnreserved(pool: AccountPool, fn: FunctionCount, candidate: Candidate): ThrottleReason | undefined {
    const concurrency = this.#allowances.concurrency(candidate.account, candidate.region)
    const available = concurrency - this.#allowances.setAside(candidate.account, candidate.region)
    if (pool.unreservedRunning >= available) return 'ConcurrentInvocationLimitExceeded'
    if (candidate.synchronous && !takeRequest(pool, concurrency, this.#clock))
      return 'FunctionInvocationRateLimitExceeded'
    if (!fn.scaling.growTo(fn.onDemand.running + 1)) return 'FunctionInvocationRateLimitExceeded'
    return undefined
  }

  /** What is provisioned comes out of the reservation: where both are equal, on-demand environments have nothing. */
  #refuseReserved(fn: FunctionCount, candidate: Candidate, reserved: number): ThrottleReason | undefined {
    const available = reserved - (candidate.provisionedOfFunction ?? 0)
    if (fn.onDemand.running >= available) return 'ReservedFunctionConcurrentInvocationLimitExceeded'
    if (candidate.synchronous && !takeRequest(fn.onDemand, reserved, this.#clock))
      return 'ReservedFunctionInvocationRateLimitExceeded'
    if (!fn.scaling.growTo(fn.onDemand.running + 1)) return 'ReservedFunctionInvocationRateLimitExceeded'
    return undefined
  }

  #pool(account: AccountId, region: Region): AccountPool {
    let regions = this.#accounts.get(account)
    if (!regions) this.#accounts.set(account, (regions = new Map()))
    let pool = regions.get(region)
    if (!pool) regions.set(region, (pool = new AccountPool(this.#clock)))
    return pool
  }
}

const refused = (because: ThrottleReason): Admission => ({ admitted: false, because })
const admitted = (ticket: Ticket): Admission => ({ admitted: true, ticket })

/** Takes its place when it is made, and leaves it once. It remembers what it was counted as: settings may change meanwhile. */
class Place implements Ticket {
  readonly candidate: Candidate
  readonly provisioned: boolean
  readonly #pool: AccountPool
  readonly #running: Running
  readonly #unreserved: boolean
  #left = false

  constructor(candidate: Candidate, pool: AccountPool, taken: { running: Running; provisioned: boolean }) {
    this.candidate = candidate
    this.provisioned = taken.provisioned
    this.#pool = pool
    this.#running = taken.running
    this.#unreserved = !taken.provisioned && candidate.reserved === undefined
    this.#count(1)
  }

  leave(): void {
    invariant(!this.#left, 'a ticket is given back once')
    this.#left = true
    this.#count(-1)
  }

  #count(by: 1 | -1): void {
    this.#running.running += by
    this.#pool.running += by
    if (this.#unreserved) this.#pool.unreservedRunning += by
    const { mapping } = this.candidate
    if (!mapping) return
    const running = (this.#pool.mappings.get(mapping.id) ?? 0) + by
    if (running > 0) this.#pool.mappings.set(mapping.id, running)
    else this.#pool.mappings.delete(mapping.id)
  }
}
