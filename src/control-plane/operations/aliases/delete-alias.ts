import type { DeleteAliasRequest } from '@aws-sdk/client-lambda'
import type { Kind } from '../../../lambda/resources.ts'
import type { OperationContext } from '../operation-context.ts'
import { aliasTarget, existingAlias } from './alias.ts'

/** What is kept under an alias' name goes with it. */
const kinds = [
  'alias',
  'policy',
  'event-invoke-config',
  'function-url',
  'provisioned-concurrency',
] as const satisfies Kind[]

/** Lambda API: DeleteAlias. */
export function deleteAlias(input: DeleteAliasRequest, context: OperationContext): Record<string, never> {
  const target = aliasTarget(input, context)
  existingAlias(target, context)
  const { key } = target
  context.commit(kinds.filter((kind) => context.catalog.get(kind, key)).map((kind) => ({ kind, key })))
  return {}
}
