import type { FunctionConfiguration, GetFunctionConfigurationRequest } from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import { readVersion } from './existing-function.ts'
import { shownFunction } from './shown-function.ts'

/** Lambda API: GetFunctionConfiguration. */
export function getFunctionConfiguration(
  input: GetFunctionConfigurationRequest,
  context: OperationContext,
): FunctionConfiguration {
  const { target, version } = readVersion(input, context)
  return shownFunction(version, target.qualifier)
}
