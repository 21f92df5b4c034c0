import type { AliasConfiguration, GetAliasRequest } from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import { aliasTarget, existingAlias } from './alias.ts'

/** Lambda API: GetAlias. */
export function getAlias(input: GetAliasRequest, context: OperationContext): AliasConfiguration {
  return existingAlias(aliasTarget(input, context), context).configuration
}
