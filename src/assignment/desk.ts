import { invariant } from '../base/invariant.ts'
import type { Journey } from '../telemetry/telemetry.ts'
import type { Created, Environment, EnvironmentSpec } from '../worker/worker.ts'
import type { Assigned, Assignment, AssignmentOptions, Provisioned } from './assignment.ts'
import { isOver, newLease } from './environment-lease.ts'
import { Inventory } from './inventory.ts'
import type { Entry, Shelf } from './shelf.ts'
import { Starts } from './starts.ts'
import { Upkeep } from './upkeep.ts'
import { WaitingLine } from './waiting-line.ts'

const full: Assigned = { assigned: false, because: 'full' }

/** Where environments are lent and given back. It decides on the spot; only making and ending them takes time. */
export class Desk implements Assignment {
  readonly #options: Required<AssignmentOptions>
  readonly #inventory = new Inventory()
  readonly #starts: Starts
  readonly #line: WaitingLine
  readonly #upkeep: Upkeep
  #ending = 0
  #leavingForRoom = 0
  #closed = false
  #drained = () => {}

  constructor(options: Required<AssignmentOptions>) {
    this.#options = options
    this.#starts = new Starts({
      ...options,
      spare: () => this.#inventory.leastRecentlyUsed(),
      end: (entry) => this.#end(entry),
      started: (shelf, created) => this.#started(shelf, created),
      dropped: (shelf) => this.#settled(shelf),
    })
    this.#line = new WaitingLine({
      ...options,
      waitsForRoom: (shelf) => this.#starts.waitsForRoom(shelf),
      left: (shelf) => this.#inventory.forgetEmpty(shelf),
    })
    this.#upkeep = new Upkeep(
      { clock: options.idleClock, idleMs: options.idleMs },
      { idle: () => this.#inventory.idle(), end: (entry) => void this.#end(entry) },
    )
  }

  assign(spec: EnvironmentSpec, journey?: Journey, signal?: AbortSignal): Promise<Assigned> {
    if (this.#closed) return Promise.resolve(full)
    const shelf = this.#inventory.shelf(spec)
    for (let entry = this.#inventory.takeIdle(shelf); entry; entry = this.#inventory.takeIdle(shelf)) {
      if (entry.environment.phase !== 'gone')
        return Promise.resolve({ assigned: true, environment: entry.environment, cold: false })
      this.#inventory.remove(entry)
    }
    if (this.#line.full) {
      this.#inventory.forgetEmpty(shelf)
      return Promise.resolve(full)
    }
    // An empty shelf was forgotten when its last environment turned out to be gone.
    const waited = this.#inventory.shelf(spec)
    const assigned = this.#line.join(waited, journey, signal)
    if (waited.wantsStart) this.#starts.want(waited)
    else this.#inventory.forgetEmpty(waited)
    return assigned
  }

  release(environment: Environment, reusable: boolean): void {
    const entry = this.#inventory.find(environment)
    // It ended while it was lent; that was noted when it did.
    if (!entry) return
    invariant(entry.state === 'busy', 'an environment is given back once')
    if (!reusable || this.#leaves(entry)) void this.#end(entry)
    else if (this.#yields(entry.shelf)) {
      this.#leavingForRoom++
      void this.#end(entry).then(() => this.#leavingForRoom--)
    } else this.#offer(entry, false)
  }

  retire(matches: (spec: EnvironmentSpec) => boolean): void {
    for (const shelf of this.#inventory.shelves()) {
      if (!matches(shelf.spec)) continue
      shelf.retired = true
      shelf.target = 0
      this.#inventory.detach(shelf)
      for (const entry of shelf.idle.slice()) void this.#end(entry)
      this.#tellProgress(shelf)
    }
  }

  provision(spec: EnvironmentSpec, count: number): Promise<Provisioned> {
    const shelf = this.#inventory.shelf(spec)
    shelf.target = this.#closed ? 0 : count
    shelf.failure = undefined
    for (const entry of shelf.idle.slice()) if (isSurplus(shelf)) void this.#end(entry)
    return new Promise((resolve) => {
      shelf.provisioning.add(resolve)
      if (shelf.wantsStart) this.#starts.want(shelf)
      else this.#settled(shelf)
    })
  }

  inventory(): readonly Environment[] {
    return this.#inventory.environments()
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#starts.close()
    for (const shelf of this.#inventory.shelves()) {
      shelf.target = 0
      for (const waiter of shelf.waiters) waiter.settle(full)
      this.#settled(shelf)
    }
    for (const entry of this.#inventory.idle()) void this.#end(entry)
    this.#upkeep.close()
    await new Promise<void>((resolve) => {
      this.#drained = resolve
      this.#checkDrained()
    })
  }

  #started(shelf: Shelf, created: Created): void {
    if (created.created) this.#welcome(shelf, created.environment)
    else {
      if (shelf.target > 0) shelf.failure = 'FUNCTION_ERROR_INIT_FAILURE'
      shelf.firstWaiter?.settle({ assigned: false, because: created.because })
    }
    if (shelf.wantsStart) this.#starts.want(shelf)
    this.#settled(shelf)
  }

  #welcome(shelf: Shelf, environment: Environment): void {
    const now = this.#options.idleClock.tick()
    const leaseUntil = newLease(now, this.#options)
    const entry: Entry = { environment, shelf, state: 'busy', idleSince: now, leaseUntil }
    this.#inventory.add(entry)
    environment.onGone(() => this.#gone(entry))
    if (environment.initFailure !== undefined && shelf.target > 0) {
      shelf.failure = 'FUNCTION_ERROR_INIT_FAILURE'
      // Whoever waits gets the function's own error from it.
      if (!shelf.firstWaiter) return void this.#end(entry)
    }
    if (this.#leaves(entry)) void this.#end(entry)
    else this.#offer(entry, true)
  }

  /** To whoever waits longest, else to the idle ones. */
  #offer(entry: Entry, cold: boolean): void {
    const waiter = entry.shelf.firstWaiter
    if (waiter) return waiter.settle({ assigned: true, environment: entry.environment, cold })
    this.#inventory.putIdle(entry, this.#options.idleClock.tick())
    this.#upkeep.watch()
    this.#starts.roomAppeared()
  }

  #leaves({ environment, shelf, leaseUntil }: Entry): boolean {
    if (this.#closed || environment.phase === 'gone' || isOver(leaseUntil, this.#options.idleClock.tick())) return true
    return shelf.waiters.size === 0 && (shelf.retired || isSurplus(shelf))
  }

  /**
   * On a full host, whether this environment goes to make room for somebody who has waited longer than its own waiters:
   * as long as its function holds more of the host's memory than the other would then.
   */
  #yields(shelf: Shelf): boolean {
    const parked = this.#starts.parked()
    if (this.#leavingForRoom >= parked.size) return false
    const own = shelf.firstWaiter
    for (const other of parked) {
      const waiter = other.firstWaiter
      if (!waiter || other === shelf) continue
      return own !== undefined && waiter.since < own.since && shelf.liveMb > other.liveMb + other.spec.memoryMb
    }
    return false
  }

  async #end(entry: Entry): Promise<void> {
    this.#inventory.remove(entry)
    this.#ending++
    try {
      await entry.environment.close('spindown')
    } catch (error) {
      this.#options.complain(error)
    }
    this.#ending--
    this.#lost(entry.shelf)
  }

  #gone(entry: Entry): void {
    this.#inventory.remove(entry)
    this.#lost(entry.shelf)
  }

  #lost(shelf: Shelf): void {
    if (shelf.wantsStart) this.#starts.want(shelf)
    this.#starts.roomAppeared()
    this.#checkDrained()
  }

  #settled(shelf: Shelf): void {
    this.#tellProgress(shelf)
    this.#inventory.forgetEmpty(shelf)
    this.#checkDrained()
  }

  #tellProgress(shelf: Shelf): void {
    if (shelf.starting > 0) return
    if (shelf.wantsStart && !this.#closed && !this.#starts.waitsForRoom(shelf)) return
    for (const tell of shelf.provisioning) tell({ ready: shelf.live, failure: shelf.failure })
    shelf.provisioning.clear()
  }

  #checkDrained(): void {
    if (this.#closed && this.#starts.running + this.#ending + this.#inventory.size === 0) this.#drained()
  }
}

/** More than are to be kept ready; of environments on demand there is no such number. */
const isSurplus = (shelf: Shelf): boolean =>
  shelf.spec.initialization === 'provisioned-concurrency' && shelf.live > shelf.target
