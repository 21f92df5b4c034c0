import type { GetFunctionScalingConfigRequest, GetFunctionScalingConfigResponse } from '@aws-sdk/client-lambda'
import { targetArn } from '../../rules/function-target.ts'
import type { OperationContext } from '../operation-context.ts'
import { scalingTarget } from './scaling-target.ts'

/** Lambda API: GetFunctionScalingConfig. What was asked for applies at once. */
export function getFunctionScalingConfig(
  input: GetFunctionScalingConfigRequest,
  context: OperationContext,
): GetFunctionScalingConfigResponse {
  const target = scalingTarget(input, context)
  const scaling = target.record.scaling?.[target.qualifier]
  return {
    FunctionArn: targetArn(target),
    ...(scaling && { AppliedFunctionScalingConfig: scaling, RequestedFunctionScalingConfig: scaling }),
  }
}
