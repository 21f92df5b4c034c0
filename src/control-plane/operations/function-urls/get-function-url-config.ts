import type { GetFunctionUrlConfigRequest, GetFunctionUrlConfigResponse } from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import { findUrl, shownUrl, urlTarget } from './url-config.ts'

/** Lambda API: GetFunctionUrlConfig. */
export function getFunctionUrlConfig(
  input: GetFunctionUrlConfigRequest,
  context: OperationContext,
): GetFunctionUrlConfigResponse {
  return shownUrl(findUrl(urlTarget(input, context).key, context))
}
