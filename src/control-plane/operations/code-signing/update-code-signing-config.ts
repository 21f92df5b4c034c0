import type { UpdateCodeSigningConfigRequest, UpdateCodeSigningConfigResponse } from '@aws-sdk/client-lambda'
import { lambdaInstant } from '../../../base/instant.ts'
import type { OperationContext } from '../operation-context.ts'
import { codeSigningConfigOf } from './code-signing-config.ts'

/** Lambda API: UpdateCodeSigningConfig. Keeps what it does not name. */
export function updateCodeSigningConfig(
  input: UpdateCodeSigningConfigRequest,
  context: OperationContext,
): UpdateCodeSigningConfigResponse {
  const { key, record } = codeSigningConfigOf(input.CodeSigningConfigArn!, context)
  const { Description, AllowedPublishers, CodeSigningPolicies } = input
  const configuration = {
    ...record.configuration,
    ...(Description !== undefined && { Description }),
    ...(AllowedPublishers && { AllowedPublishers }),
    ...(CodeSigningPolicies && {
      CodeSigningPolicies: { ...record.configuration.CodeSigningPolicies, ...CodeSigningPolicies },
    }),
    LastModified: lambdaInstant(context.clock.now()),
  }
  context.commit([{ kind: 'code-signing-config', key, value: { ...record, configuration } }])
  return { CodeSigningConfig: configuration }
}
