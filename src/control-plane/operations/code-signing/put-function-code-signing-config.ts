import type { PutFunctionCodeSigningConfigRequest, PutFunctionCodeSigningConfigResponse } from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import type { OperationContext } from '../operation-context.ts'
import { findCodeSigningConfig } from './code-signing-config.ts'
import { signedFunction } from './signed-function.ts'

/** Lambda API: PutFunctionCodeSigningConfig. The configuration is looked for before the function. */
export function putFunctionCodeSigningConfig(
  input: PutFunctionCodeSigningConfigRequest,
  context: OperationContext,
): PutFunctionCodeSigningConfigResponse {
  const arn = input.CodeSigningConfigArn!
  if (!findCodeSigningConfig(arn, context))
    refuse(
      'CodeSigningConfigNotFoundException',
      `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${arn}.`,
    )
  const { key, record } = signedFunction(input, context)
  context.commit([{ kind: 'function', key, value: { ...record, codeSigningConfigArn: arn } }])
  return { CodeSigningConfigArn: arn, FunctionName: record.name }
}
