import type { ProvisionedRecord } from '../../../lambda/resources.ts'
import type { OperationContext } from '../operation-context.ts'

/** What whoever makes the environments tells of one setting. No part of Lambda's API. */
export interface ProvisionedProgress extends Pick<ProvisionedRecord, 'available' | 'allocated' | 'status'> {
  /** Of the setting's record. */
  key: string
  /** For how many it was working: a report on another number is late, and changes nothing. */
  requested: number
  /** Lambda's word for a failure, such as FUNCTION_ERROR_INIT_FAILURE. */
  statusReason?: string
}

/** Operation `roost:ReportProvisioned`: `applied` says whether the report was about what is wanted now. */
export function reportProvisioned(
  { key, requested, available, allocated, status, statusReason }: ProvisionedProgress,
  context: OperationContext,
): { applied: boolean } {
  const record = context.catalog.get('provisioned-concurrency', key)
  if (record?.requested !== requested) return { applied: false }
  const { statusReason: _, ...rest } = record
  const value = { ...rest, available, allocated, status, ...(statusReason !== undefined && { statusReason }) }
  context.commit([{ kind: 'provisioned-concurrency', key, value }])
  return { applied: true }
}
