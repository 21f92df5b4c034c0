import { refuse } from '../../lambda/refusals.ts'
import type { VersionRecord } from '../../lambda/resources.ts'
import { type SourceKind, sourceRules } from './mapping-source.ts'

/** A mapping waits for its function's answer: longer executions have to be started asynchronously. */
const durableSecondsMax = 900

/** Refuses functions that no source of this kind can call. */
export function checkMappedFunction(kind: SourceKind, { configuration }: VersionRecord): void {
  const { Timeout = 0, TenancyConfig, DurableConfig } = configuration
  const most = sourceRules[kind].functionTimeoutSecondsMax
  if (most !== undefined && Timeout > most)
    refuse(
      'InvalidParameterValueException',
      `Function timeout: ${Timeout} seconds is greater than the maximum of ${most} seconds for this event source.`,
    )
  if (TenancyConfig)
    refuse(
      'InvalidParameterValueException',
      'Event source mappings are not supported for functions with tenant isolation.',
    )
  if ((DurableConfig?.ExecutionTimeout ?? 0) > durableSecondsMax)
    refuse(
      'InvalidParameterValueException',
      `Durable functions with an execution timeout above ${durableSecondsMax} seconds cannot be used with event source mappings.`,
    )
}
