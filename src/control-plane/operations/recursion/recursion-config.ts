import type {
  GetFunctionRecursionConfigRequest,
  GetFunctionRecursionConfigResponse,
  PutFunctionRecursionConfigRequest,
} from '@aws-sdk/client-lambda'
import { existingFunction } from '../functions/existing-function.ts'
import type { OperationContext } from '../operation-context.ts'

/** Lambda API: GetFunctionRecursionConfig. */
export function getFunctionRecursionConfig(
  input: GetFunctionRecursionConfigRequest,
  context: OperationContext,
): GetFunctionRecursionConfigResponse {
  return { RecursiveLoop: existingFunction(input, context).record.recursiveLoop }
}

/** Lambda API: PutFunctionRecursionConfig. */
export function putFunctionRecursionConfig(
  input: PutFunctionRecursionConfigRequest,
  context: OperationContext,
): GetFunctionRecursionConfigResponse {
  const { key, record } = existingFunction(input, context)
  const recursiveLoop = input.RecursiveLoop!
  const expected = context.catalog.revisionOf('function', key)
  context.commit([{ kind: 'function', key, value: { ...record, recursiveLoop }, expected }])
  return { RecursiveLoop: recursiveLoop }
}
