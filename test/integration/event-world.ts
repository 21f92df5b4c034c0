import assert from 'node:assert/strict'
import { type EventOutcome, openAsyncPlane } from '../../src/async-plane/async-plane.ts'
import { utf8 } from '../../src/base/bytes.ts'
import type { Clock } from '../../src/base/clock.ts'
import type { AccountId, Region, RequestId } from '../../src/base/identity.ts'
import { SeededRandom } from '../../src/base/random.ts'
import { VirtualClock } from '../../src/base/virtual-clock.ts'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { openMemoryEventQueues } from '../../src/engines/memory/event-queues.ts'
import { openMemoryLeaseTable } from '../../src/engines/memory/lease-table.ts'
import { LeaseKeeper } from '../../src/leases/leases.ts'
import { openEventPollers, type RunningPollers } from '../../src/pollers/pollers.ts'
import { openQueueFinder } from '../../src/queues/queues.ts'
import type { EventQueues } from '../../src/store/event-queues.ts'
import type { Invocation, InvocationResult } from '../../src/sync-plane/sync-plane.ts'

export const scope = { account: '111111111111' as AccountId, region: 'us-east-1' as Region }
export const well: InvocationResult = { ran: true, payload: utf8('1'), executedVersion: '$LATEST' }
export const failed: InvocationResult = { ...well, functionError: 'Unhandled' }

/** A process that takes and runs events. Stopped, it does nothing, and then all at once; killed, nothing ever again. */
export interface EventProcess {
  pollers: RunningPollers
  send(functionName: string, id?: string): Promise<void>
  stop(): void
  resume(): Promise<void>
  kill(): void
}

/** Queues and leases in memory, virtual time, and processes that share them. */
export class EventWorld {
  readonly clock = new VirtualClock()
  readonly queues = openMemoryEventQueues()
  readonly table = openMemoryLeaseTable()
  readonly catalog = openCatalog()
  readonly accepted: string[] = []
  readonly runs: { id: string; by: string; atMs: number }[] = []
  readonly outcomes: EventOutcome[] = []
  readonly complaints: unknown[] = []
  /** What processes wanted to settle, and whether it was kept. */
  readonly settlements: { by: string; fence: number; kept: boolean }[] = []
  act: (invocation: Invocation, clock: Clock) => InvocationResult | Promise<InvocationResult> = () => well

  start(owner: string, { shared = 2, express = 10 } = {}): EventProcess {
    const process = new Pausable(this.clock)
    const { clock } = process
    const queues = this.#recorded(owner)
    const finder = openQueueFinder({ shared, expressMax: express })
    const parts = { catalog: this.catalog, clock, random: new SeededRandom(owner), queues, finder }
    const pollers = openEventPollers({
      ...parts,
      leases: new LeaseKeeper({ clock, table: this.table, owner, ttlMs: 15_000 }),
      invoker: {
        invoke: async (invocation) => {
          this.runs.push({ id: invocation.requestId, by: owner, atMs: this.clock.tick() })
          return await this.act(invocation, clock)
        },
      },
      destinations: { deliver: (outcome) => (this.outcomes.push(outcome), Promise.resolve()) },
      complain: (error) => this.complaints.push(error),
    })
    const plane = openAsyncPlane({ ...parts, onAppended: (queue) => pollers.wake(queue) })
    return {
      pollers,
      send: async (functionName, id = `r-${this.accepted.length}`) => {
        const answer = await plane.accept({ ...scope, functionName, requestId: id as RequestId, payload: utf8('{}') })
        assert.ok(answer.accepted)
        this.accepted.push(id)
      },
      stop: () => process.stop(),
      resume: () => process.resume(),
      kill: () => process.kill(),
    }
  }

  reserve(name: string, reservedConcurrency: number): void {
    this.catalog.apply([
      {
        kind: 'function',
        key: `${scope.account}/${scope.region}/${name}`,
        revision: this.catalog.revision + 1,
        value: { ...scope, name, reservedConcurrency, lastVersion: 0, recursiveLoop: 'Terminate' },
      },
    ] as Parameters<typeof this.catalog.apply>[0])
  }

  get depth(): number {
    return this.queues.views().reduce((sum, { depth }) => sum + depth, 0)
  }

  /** Accepted, and not told of with this end. */
  lost(condition: EventOutcome['condition'] = 'Success'): number {
    const told = new Set(
      this.outcomes.filter((each) => each.condition === condition).map(({ event }) => event.requestId),
    )
    return this.accepted.filter((id) => !told.has(id as RequestId)).length
  }

  /** Runs beyond the first of each event. */
  get duplicates(): number {
    return this.runs.length - new Set(this.runs.map(({ id }) => id)).size
  }

  #recorded(by: string): EventQueues {
    const { queues } = this
    return {
      append: (events) => queues.append(events),
      claim: (queue, fence) => queues.claim(queue, fence),
      ready: (queue, want) => queues.ready(queue, want),
      due: (queue, want) => queues.due(queue, want),
      nextDueAt: (queue, now) => queues.nextDueAt(queue, now),
      hasten: (queue, fence, latest) => queues.hasten(queue, fence, latest),
      settle: (queue, fence, settlement) => {
        const entry = { by, fence, kept: false }
        this.settlements.push(entry)
        queues.settle(queue, fence, settlement)
        entry.kept = true
      },
      views: () => queues.views(),
      depth: (queue) => queues.depth(queue),
      close: () => {},
    }
  }
}

/** A process's own clock: while it is stopped its alarms wait, and then fire at once in their order. */
class Pausable {
  readonly clock: Clock
  #state: 'runs' | 'stopped' | 'killed' = 'runs'
  #waiting: (() => void)[] = []

  constructor(world: VirtualClock) {
    const after: Clock['after'] = (ms, run) => {
      let cancelled = false
      const timer = world.after(ms, () => this.#fire(() => cancelled || run()))
      return { cancel: () => ((cancelled = true), timer.cancel()) }
    }
    this.clock = {
      now: () => world.now(),
      tick: () => world.tick(),
      after,
      sleep: (ms) => new Promise((resolve) => after(ms, resolve)),
    }
  }

  stop(): void {
    this.#state = 'stopped'
  }

  /** As timers do that are late: one after the other, and what follows from each at once. */
  async resume(): Promise<void> {
    this.#state = 'runs'
    const waiting = this.#waiting
    this.#waiting = []
    for (const run of waiting) {
      run()
      for (let turn = 0; turn < 50; turn++) await Promise.resolve()
    }
  }

  kill(): void {
    this.#state = 'killed'
  }

  #fire(run: () => void): void {
    if (this.#state === 'runs') run()
    else if (this.#state === 'stopped') this.#waiting.push(run)
  }
}
