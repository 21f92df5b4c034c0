import type { Refusal } from '../lambda/refusals.ts'
import type { Journey } from '../telemetry/telemetry.ts'
import type { Environment, EnvironmentSpec } from '../worker/worker.ts'

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
