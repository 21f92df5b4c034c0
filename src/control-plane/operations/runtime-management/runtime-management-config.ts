import type {
  GetRuntimeManagementConfigRequest,
  GetRuntimeManagementConfigResponse,
  PutRuntimeManagementConfigRequest,
} from '@aws-sdk/client-lambda'
import { functionKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import { targetArn } from '../../rules/function-target.ts'
import { readVersion } from '../functions/existing-function.ts'
import type { OperationContext } from '../operation-context.ts'

interface Named {
  FunctionName?: string
  Qualifier?: string
}

function versionWithRuntime(named: Named, context: OperationContext) {
  const { target, version } = readVersion(named, context)
  const key = functionKey(target, target.name)
  // The version is there, so its function is.
  return { key, record: context.catalog.get('function', key)!, version: version.version, arn: targetArn(target) }
}

/** Lambda API: GetRuntimeManagementConfig. Of `$LATEST` or one version. */
export function getRuntimeManagementConfig(
  input: GetRuntimeManagementConfigRequest,
  context: OperationContext,
): GetRuntimeManagementConfigResponse {
  const { record, version, arn } = versionWithRuntime(input, context)
  const { UpdateRuntimeOn, RuntimeVersionArn } = record.runtimeUpdates?.[version] ?? { UpdateRuntimeOn: 'Auto' }
  return { UpdateRuntimeOn, FunctionArn: arn, ...(RuntimeVersionArn && { RuntimeVersionArn }) }
}

/** Lambda API: PutRuntimeManagementConfig. A runtime is what the host has: only its present version can be pinned. */
export function putRuntimeManagementConfig(
  input: PutRuntimeManagementConfigRequest,
  context: OperationContext,
): GetRuntimeManagementConfigResponse {
  const { key, record, version, arn } = versionWithRuntime(input, context)
  const { RuntimeVersionArn } = input
  const UpdateRuntimeOn = input.UpdateRuntimeOn!
  checkPinned(UpdateRuntimeOn, RuntimeVersionArn, input, context)
  const update = { UpdateRuntimeOn, ...(RuntimeVersionArn && { RuntimeVersionArn }) }
  const runtimeUpdates = { ...record.runtimeUpdates, [version]: update }
  context.commit([{ kind: 'function', key, value: { ...record, runtimeUpdates } }])
  return { ...update, FunctionArn: arn }
}

function checkPinned(on: string, runtimeVersionArn: string | undefined, named: Named, context: OperationContext): void {
  const manual = on === 'Manual'
  if (manual && runtimeVersionArn === undefined)
    refuse('InvalidParameterValueException', 'RuntimeVersionArn is required when UpdateRuntimeOn is Manual.')
  if (!manual && runtimeVersionArn !== undefined)
    refuse('InvalidParameterValueException', `RuntimeVersionArn cannot be given when UpdateRuntimeOn is ${on}.`)
  const { Runtime = '' } = readVersion(named, context).version.configuration
  if (manual && runtimeVersionArn !== context.runtimeVersionArn(Runtime))
    refuse(
      'InvalidParameterValueException',
      `The runtime version ${runtimeVersionArn} is not available: of ${Runtime} this Roost has ${context.runtimeVersionArn(Runtime)}.`,
    )
}
