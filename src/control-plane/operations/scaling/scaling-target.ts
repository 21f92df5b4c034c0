import { functionKey } from '../../../lambda/keys.ts'
import { functionNotFound, Refused, refuse } from '../../../lambda/refusals.ts'
import type { FunctionRecord, VersionRecord } from '../../../lambda/resources.ts'
import { type FunctionTarget, findVersion, functionTarget, targetArn } from '../../rules/function-target.ts'
import type { OperationContext } from '../operation-context.ts'

export interface ScalingTarget extends FunctionTarget {
  qualifier: string
  key: string
  record: FunctionRecord
  version: VersionRecord
}

/** A published version of a function that runs on a capacity provider: no other scales by environments. */
export function scalingTarget(
  named: { FunctionName?: string; Qualifier?: string },
  context: OperationContext,
): ScalingTarget {
  const target = functionTarget(named, context)
  const key = functionKey(target, target.name)
  const record = context.catalog.get('function', key)
  const version = findVersion(context, target)
  if (!record || !version) throw new Refused(functionNotFound(targetArn(target)))
  if (!version.configuration.CapacityProviderConfig)
    refuse('InvalidParameterValueException', 'The function is not configured with a capacity provider.')
  return { ...target, qualifier: target.qualifier!, key, record, version }
}
