import type { Clock, Timer } from '../../base/clock.ts'
import type { Catalog } from '../../catalog/catalog.ts'
import type { MappingRecord } from '../../lambda/resources.ts'
import type { HeldLease, LeaseKeeper } from '../../leases/leases.ts'
import { type MappingCounts, type MappingPoller, noCounts, type ReportResult } from './mapping-poller.ts'
import { ResultReport } from './result-report.ts'

export interface MappingFleetParts {
  catalog: Catalog
  clock: Clock
  leases: LeaseKeeper
  /** Undefined for sources that nobody here can read. */
  open: (mapping: MappingRecord, work: MappingWork) => MappingPoller | undefined
  /** Writes the last result of a mapping down. */
  report: (key: string, result: string) => Promise<unknown>
  /** Of the machine: how often results are written. */
  machine: Clock
  /** A mapping has been deleted: nobody goes on where its poller was. */
  forget: (key: string) => void
  complain: (error: unknown) => void
}

export interface MappingWork {
  counts: MappingCounts
  fence: number
  /** Whether the lease is held still: after a pause of this process, somebody else may have it. */
  confirm: () => boolean
  report: ReportResult
}

interface Working {
  settings: string
  lease: HeldLease
  poller: MappingPoller
  report: ResultReport
}

const leaseRetryMs = 2_000

/** Has a poller at work for every mapping that is enabled and whose lease is free; follows the catalog. */
export class MappingFleet {
  readonly #parts: MappingFleetParts
  readonly #working = new Map<string, Working>()
  /** One change of a mapping at a time. */
  readonly #changing = new Map<string, Promise<void>>()
  readonly #counts = new Map<string, MappingCounts>()
  readonly #timers = new Set<Timer>()
  readonly #unsubscribe: () => void
  #closed = false

  constructor(parts: MappingFleetParts) {
    this.#parts = parts
    for (const [key] of parts.catalog.list('event-source-mapping', '')) this.#look(key)
    this.#unsubscribe = parts.catalog.subscribe((changes) => {
      for (const { kind, key } of changes) if (kind === 'event-source-mapping') this.#look(key)
    })
  }

  views(): { uuid: string; polls: boolean; counts: MappingCounts }[] {
    return [...this.#counts].map(([key, counts]) => ({
      uuid: key.slice(key.lastIndexOf('/') + 1),
      polls: this.#working.has(key),
      counts,
    }))
  }

  async close(): Promise<void> {
    this.#closed = true
    this.#unsubscribe()
    for (const timer of this.#timers) timer.cancel()
    for (const key of this.#working.keys()) this.#look(key)
    await Promise.all(this.#changing.values())
  }

  #look(key: string): void {
    const before = this.#changing.get(key) ?? Promise.resolve()
    const change = before.then(() => this.#fit(key)).catch(this.#parts.complain)
    this.#changing.set(key, change)
    void change.finally(() => this.#changing.get(key) === change && this.#changing.delete(key))
  }

  /** What is at work becomes what should be. */
  async #fit(key: string): Promise<void> {
    const wanted = this.#wanted(key)
    const working = this.#working.get(key)
    const settings = wanted && JSON.stringify(settingsOf(wanted))
    if (working && working.settings !== settings) {
      await working.poller.close()
      working.report.close()
      this.#working.delete(key)
      working.lease.release()
    }
    if (!this.#parts.catalog.get('event-source-mapping', key)) this.#parts.forget(key)
    if (!wanted || !settings || this.#working.has(key)) return
    this.#start(key, wanted, settings)
  }

  /** Undefined: nothing is to be read, or not any more. */
  #wanted(key: string): MappingRecord | undefined {
    const mapping = this.#parts.catalog.get('event-source-mapping', key)
    if (!mapping) this.#counts.delete(key)
    return !this.#closed && mapping?.enabled && mapping.configuration.State === 'Enabled' ? mapping : undefined
  }

  #start(key: string, mapping: MappingRecord, settings: string): void {
    const { complain, leases, machine, open } = this.#parts
    const counts = this.#counts.get(key) ?? noCounts()
    const write = (result: string) => this.#parts.report(key, result)
    const report = new ResultReport({ clock: machine, write, complain })
    const lease = leases.hold(`mapping/${key}`, {
      progresses: () => true,
      onLost: () => {
        const lost = this.#working.get(key)
        this.#working.delete(key)
        lost?.report.close()
        void lost?.poller.close()
        this.#later(key)
      },
    })
    if (!lease) return this.#later(key)
    const poller = open(mapping, {
      counts,
      fence: lease.fence,
      confirm: () => lease.confirm(),
      report: (result) => report.say(result),
    })
    if (!poller) return lease.release()
    this.#counts.set(key, counts)
    this.#working.set(key, { settings, lease, poller, report })
  }

  #later(key: string): void {
    if (this.#closed) return
    const timer = this.#parts.clock.after(leaseRetryMs, () => {
      this.#timers.delete(timer)
      this.#look(key)
    })
    this.#timers.add(timer)
  }
}

/** Of a mapping's configuration, what a poller works by: states and results come and go. */
function settingsOf({ configuration, replay }: MappingRecord): object {
  const {
    LastModified: _modified,
    LastProcessingResult: _result,
    StateTransitionReason: _reason,
    ...settings
  } = configuration
  return { settings, replay }
}
