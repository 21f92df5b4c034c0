import type { PutFunctionScalingConfigRequest, PutFunctionScalingConfigResponse } from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import type { OperationContext } from '../operation-context.ts'
import { scalingTarget } from './scaling-target.ts'

/** Lambda API: PutFunctionScalingConfig. */
export function putFunctionScalingConfig(
  input: PutFunctionScalingConfigRequest,
  context: OperationContext,
): PutFunctionScalingConfigResponse {
  const { key, record, qualifier, version } = scalingTarget(input, context)
  const scaling = input.FunctionScalingConfig ?? {}
  const { MinExecutionEnvironments: least = 0, MaxExecutionEnvironments: most = least } = scaling
  if (least > most)
    refuse(
      'InvalidParameterValueException',
      'MinExecutionEnvironments must be less than or equal to MaxExecutionEnvironments.',
    )
  const value = { ...record, scaling: { ...record.scaling, [qualifier]: scaling } }
  context.commit([{ kind: 'function', key, value }])
  return { FunctionState: version.configuration.State ?? 'Active' }
}
