import type { DeleteFunctionCodeSigningConfigRequest } from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import { signedFunction } from './signed-function.ts'

/** Lambda API: DeleteFunctionCodeSigningConfig. */
export function deleteFunctionCodeSigningConfig(
  input: DeleteFunctionCodeSigningConfigRequest,
  context: OperationContext,
): Record<string, never> {
  const { key, record } = signedFunction(input, context)
  const { codeSigningConfigArn: _, ...value } = record
  context.commit([{ kind: 'function', key, value }])
  return {}
}
