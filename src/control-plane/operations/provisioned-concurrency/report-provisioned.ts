import { qualifiedKey } from '../../../lambda/keys.ts'
import type { ProvisionedRecord } from '../../../lambda/resources.ts'
import { findVersion, functionTarget } from '../../rules/function-target.ts'
import type { OperationContext } from '../operation-context.ts'

/** What whoever makes the environments tells of one alias or version. No part of Lambda's API. */
export interface ProvisionedProgress extends Pick<ProvisionedRecord, 'available' | 'allocated' | 'status'> {
  /** Qualified. */
  functionArn: string
  /** What it was working on: a report on another number, or on what an alias pointed at before, changes nothing. */
  requested: number
  version: string
  /** Lambda's word for a failure, such as FUNCTION_ERROR_INIT_FAILURE. */
  statusReason?: string
}

/** Operation `roost:ReportProvisioned`: `{ applied }` says whether the report was about what is wanted now. */
export function reportProvisioned(progress: ProvisionedProgress, context: OperationContext): { applied: boolean } {
  const target = functionTarget({ FunctionName: progress.functionArn }, context)
  const key = qualifiedKey(target, target.name, target.qualifier ?? '')
  const record = context.catalog.get('provisioned-concurrency', key)
  const stale = record?.requested !== progress.requested || findVersion(context, target)?.version !== progress.version
  if (!record || stale) return { applied: false }
  const { available, allocated, status, statusReason } = progress
  const { statusReason: _, ...rest } = record
  const value = { ...rest, available, allocated, status, ...(statusReason !== undefined && { statusReason }) }
  context.commit([{ kind: 'provisioned-concurrency', key, value }])
  return { applied: true }
}
