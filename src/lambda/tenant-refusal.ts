import type { Refusal } from './refusals.ts'
import type { VersionRecord } from './resources.ts'

/** Lambda Developer Guide: tenant isolation. */
export function refuseTenant({ configuration }: VersionRecord, tenantId: string | undefined): Refusal | undefined {
  const isolated = configuration.TenancyConfig !== undefined
  if (isolated === (tenantId !== undefined)) return undefined
  const message = isolated
    ? 'The invoked function is enabled with tenancy configuration. Add a valid tenant ID in your request and try again.'
    : 'The invoked function is not enabled with tenancy configuration.'
  return { exception: 'InvalidParameterValueException', message }
}
