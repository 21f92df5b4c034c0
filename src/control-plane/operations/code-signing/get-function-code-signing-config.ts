import type { GetFunctionCodeSigningConfigRequest, GetFunctionCodeSigningConfigResponse } from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import { signedFunction } from './signed-function.ts'

/** Lambda API: GetFunctionCodeSigningConfig. Nothing at all for a function without one. */
export function getFunctionCodeSigningConfig(
  input: GetFunctionCodeSigningConfigRequest,
  context: OperationContext,
): Partial<GetFunctionCodeSigningConfigResponse> {
  const { codeSigningConfigArn, name } = signedFunction(input, context).record
  return codeSigningConfigArn === undefined ? {} : { CodeSigningConfigArn: codeSigningConfigArn, FunctionName: name }
}
