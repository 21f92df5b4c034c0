import type { DeleteFunctionUrlConfigRequest } from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import { findUrl, urlTarget } from './url-config.ts'

/** Lambda API: DeleteFunctionUrlConfig. */
export function deleteFunctionUrlConfig(
  input: DeleteFunctionUrlConfigRequest,
  context: OperationContext,
): Record<string, never> {
  const { key } = urlTarget(input, context)
  findUrl(key, context)
  context.commit([{ kind: 'function-url', key }])
  return {}
}
