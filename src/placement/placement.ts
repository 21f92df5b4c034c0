import type { Clock } from '../base/clock.ts'
import type { Journey } from '../telemetry/telemetry.ts'
import type { Created, EnvironmentSpec, Worker } from '../worker/worker.ts'
import { Placer } from './placer.ts'

/** Chooses where an environment is made: by memory, warmth and health of the workers. */
export interface Placement {
  /** 'full': no healthy worker has the memory now. The caller may free some, wait, or give up. */
  place(spec: EnvironmentSpec, journey?: Journey): Promise<Created | 'full'>
}

/** Places all environments of these workers; the names appear in journeys. */
export function openPlacement(clock: Clock, workers: Readonly<Record<string, Worker>>): Placement {
  return new Placer(clock, workers)
}
