import type { Refusal } from './refusals.ts'
import type { VersionRecord } from './resources.ts'

/** A durable function's steps would be kept by nobody here: run as a plain one, it would seem to have succeeded. */
export function refuseDurable({ configuration }: VersionRecord): Refusal | undefined {
  if (configuration.DurableConfig === undefined) return undefined
  return {
    exception: 'InvalidRuntimeException',
    message: 'The function has a DurableConfig: durable executions are not available on this Roost.',
  }
}
