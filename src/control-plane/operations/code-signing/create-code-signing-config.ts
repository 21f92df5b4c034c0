import type { CreateCodeSigningConfigRequest, CreateCodeSigningConfigResponse } from '@aws-sdk/client-lambda'
import { lambdaInstant } from '../../../base/instant.ts'
import { integerBelow } from '../../../base/random.ts'
import type { OperationContext } from '../operation-context.ts'
import { codeSigningArn, codeSigningKey } from './code-signing-config.ts'

const alphabet = 'abcdefghijklmnopqrstuvwxyz0123456789'

/** Lambda API: CreateCodeSigningConfig. */
export function createCodeSigningConfig(
  input: CreateCodeSigningConfigRequest,
  context: OperationContext,
): CreateCodeSigningConfigResponse {
  const { caller, random, clock } = context
  const { account, region } = caller
  const id = `csc-${Array.from({ length: 17 }, () => alphabet[integerBelow(random, alphabet.length)]).join('')}`
  const arn = codeSigningArn(caller, id)
  const configuration = {
    CodeSigningConfigId: id,
    CodeSigningConfigArn: arn,
    Description: input.Description ?? '',
    AllowedPublishers: input.AllowedPublishers!,
    CodeSigningPolicies: { UntrustedArtifactOnDeployment: 'Warn' as const, ...input.CodeSigningPolicies },
    LastModified: lambdaInstant(clock.now()),
  }
  context.commit([
    { kind: 'code-signing-config', key: codeSigningKey(caller, id), value: { account, region, configuration } },
    ...(input.Tags ? [{ kind: 'tags' as const, key: arn, value: { tags: input.Tags } }] : []),
  ])
  return { CodeSigningConfig: configuration }
}
