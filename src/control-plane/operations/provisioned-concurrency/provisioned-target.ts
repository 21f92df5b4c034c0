import { latest } from '../../../lambda/arn.ts'
import { qualifiedKey } from '../../../lambda/keys.ts'
import { functionNotFound, Refused, refuse } from '../../../lambda/refusals.ts'
import type { ProvisionedRecord, VersionRecord } from '../../../lambda/resources.ts'
import { type FunctionTarget, findVersion, functionTarget, targetArn } from '../../rules/function-target.ts'
import type { OperationContext } from '../operation-context.ts'

export interface ProvisionedTarget extends FunctionTarget {
  qualifier: string
  key: string
  version: VersionRecord
}

/** The published version or alias that a request is about; `words` are those for `$LATEST`. */
export function provisionedTarget(
  named: { FunctionName?: string; Qualifier?: string },
  context: OperationContext,
  words = 'The function resource provided must be an alias or a published version.',
): ProvisionedTarget {
  const target = functionTarget(named, context)
  const { qualifier = latest } = target
  if (qualifier === latest) refuse('InvalidParameterValueException', words)
  const version = findVersion(context, target)
  if (!version) refuseUnknown({ ...target, qualifier })
  return { ...target, qualifier, key: qualifiedKey(target, target.name, qualifier), version }
}

/** A number is looked for among the versions, and anything else among the aliases, of whatever function. */
function refuseUnknown(target: FunctionTarget & { qualifier: string }): never {
  const arn = targetArn(target)
  if (/^\d+$/.test(target.qualifier)) throw new Refused(functionNotFound(arn))
  refuse('ResourceNotFoundException', `Cannot find alias arn: ${arn}`)
}

/** How far provisioning is, as Put, Get and List answer it. */
export function shownProvisioned(record: ProvisionedRecord) {
  const { requested, available, allocated, status, statusReason, lastModified } = record
  return {
    RequestedProvisionedConcurrentExecutions: requested,
    AvailableProvisionedConcurrentExecutions: available,
    AllocatedProvisionedConcurrentExecutions: allocated,
    Status: status,
    ...(statusReason !== undefined && { StatusReason: statusReason }),
    LastModified: lastModified,
  }
}
