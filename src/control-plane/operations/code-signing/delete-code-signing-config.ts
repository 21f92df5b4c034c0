import type { DeleteCodeSigningConfigRequest } from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import type { OperationContext } from '../operation-context.ts'
import { codeSigningConfigOf, functionsSignedBy } from './code-signing-config.ts'

/** Lambda API: DeleteCodeSigningConfig. Not while a function uses it. */
export function deleteCodeSigningConfig(
  input: DeleteCodeSigningConfigRequest,
  context: OperationContext,
): Record<string, never> {
  const arn = input.CodeSigningConfigArn!
  const { key } = codeSigningConfigOf(arn, context)
  for (const _ of functionsSignedBy(arn, context))
    refuse('ResourceConflictException', 'The code signing configuration cannot be deleted because functions use it.')
  context.commit([
    { kind: 'code-signing-config', key },
    { kind: 'tags', key: arn },
  ])
  return {}
}
