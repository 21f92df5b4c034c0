import type { Journey } from '../telemetry/telemetry.ts'
import type { Created, EnvironmentSpec } from '../worker/worker.ts'

/** Chooses where an environment is made: by memory, warmth and health of the workers. */
export interface Placement {
  /** 'full': no healthy worker has the memory now. The caller may free some, wait, or give up. */
  place(spec: EnvironmentSpec, journey?: Journey): Promise<Created | 'full'>
}
