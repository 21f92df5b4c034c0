import type { GetCodeSigningConfigRequest, GetCodeSigningConfigResponse } from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import { codeSigningConfigOf } from './code-signing-config.ts'

/** Lambda API: GetCodeSigningConfig. */
export function getCodeSigningConfig(
  input: GetCodeSigningConfigRequest,
  context: OperationContext,
): GetCodeSigningConfigResponse {
  return { CodeSigningConfig: codeSigningConfigOf(input.CodeSigningConfigArn!, context).record.configuration }
}
