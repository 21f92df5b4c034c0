import type { Clock } from '../base/clock.ts'
import type { Random } from '../base/random.ts'
import type { Refusal } from '../lambda/refusals.ts'
import type { Placement } from '../placement/placement.ts'
import type { Journey } from '../telemetry/telemetry.ts'
import type { Environment, EnvironmentSpec } from '../worker/worker.ts'
import { Desk } from './desk.ts'

/** Keeps the environments of each function version, and lends an idle one to each invocation. */
export interface Assignment {
  /**
   * An idle environment at once, or a new one, or the next that is given back, whichever comes first. A full host makes
   * room by retiring idle environments, least recently used first; then callers wait in a bounded queue.
   */
  assign(spec: EnvironmentSpec, journey?: Journey, signal?: AbortSignal): Promise<Assigned>
  /** Gives it back; one that is not reusable is retired. */
  release(environment: Environment, reusable: boolean): void
  /** Retires what serves a key that no longer exists: after a change of code or configuration, or a deletion. */
  retire(matches: (spec: EnvironmentSpec) => boolean): void
  /** Environments initialised ahead of time and kept (provisioned concurrency). Resolves with how many are ready. */
  provision(spec: EnvironmentSpec, count: number): Promise<Provisioned>
  inventory(): readonly Environment[]
  /** Waits for the busy ones, then closes all. */
  close(): Promise<void>
}

export type Assigned =
  | { assigned: true; environment: Environment; cold: boolean }
  | { assigned: false; because: 'full' | Refusal }

export interface Provisioned {
  ready: number
  failure?: 'FUNCTION_ERROR_INIT_FAILURE'
}

export interface AssignmentOptions {
  /** Of those who wait. */
  clock: Clock
  /** Of environments' idleness and lifetimes; absent: the same. */
  idleClock?: Clock
  random: Random
  placement: Placement
  /** Environments made at once: twice the cores is a good number. */
  startsMax: number
  /** An environment that could not be ended. */
  complain: (error: unknown) => void
  /** Ended after so long without work. */
  idleMs?: number
  /** Replaced after so long at the latest. */
  lifetimeMs?: number
  /** Callers that wait for an environment, of all functions together. */
  waitersMax?: number
  /** How long they wait for room on a host that is full. */
  patienceMs?: number
  /** How long they wait for an environment that is being made. */
  startPatienceMs?: number
}

export function openAssignment(options: AssignmentOptions): Assignment {
  return new Desk({
    idleClock: options.clock,
    idleMs: 600_000,
    lifetimeMs: 7_200_000,
    waitersMax: 2_000,
    patienceMs: 3_000,
    startPatienceMs: 60_000,
    ...options,
  })
}
