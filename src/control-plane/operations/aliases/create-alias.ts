import type { AliasConfiguration, CreateAliasRequest } from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import type { OperationContext } from '../operation-context.ts'
import { aliasTarget, checkRouting, withRouting } from './alias.ts'

/** Lambda API: CreateAlias. */
export function createAlias(input: CreateAliasRequest, context: OperationContext): AliasConfiguration {
  const target = aliasTarget(input, context)
  const { account, region, name, alias, key, arn } = target
  const FunctionVersion = input.FunctionVersion!
  checkRouting(target, FunctionVersion, input.RoutingConfig, context)
  if (context.catalog.get('alias', key)) refuse('ResourceConflictException', `Alias already exists: ${arn}`)
  const configuration = withRouting(
    {
      AliasArn: arn,
      Name: alias,
      FunctionVersion,
      Description: input.Description ?? '',
      RevisionId: context.random.uuid(),
    },
    input.RoutingConfig,
  )
  context.commit([{ kind: 'alias', key, value: { account, region, name, configuration }, expected: 0 }])
  return configuration
}
