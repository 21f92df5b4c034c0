import type { AliasConfiguration, UpdateAliasRequest } from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import { restartProvisioning } from '../../rules/provisioned-restart.ts'
import type { OperationContext } from '../operation-context.ts'
import { aliasTarget, checkRouting, withRouting } from './alias.ts'

/** Lambda API: UpdateAlias. What the request leaves out stays; empty weights take the routing away. */
export function updateAlias(input: UpdateAliasRequest, context: OperationContext): AliasConfiguration {
  const target = aliasTarget(input, context)
  const { catalog } = context
  const record = catalog.get('alias', target.key)
  if (!record) return refuse('ResourceNotFoundException', `Alias not found: ${target.arn}`)
  const { configuration: before } = record
  if (input.RevisionId !== undefined && input.RevisionId !== before.RevisionId)
    refuse(
      'PreconditionFailedException',
      'The Revision Id provided does not match the latest Revision Id. Call the GetFunction/GetAlias API to retrieve the latest Revision Id',
    )
  const FunctionVersion = input.FunctionVersion ?? before.FunctionVersion!
  const routing = input.RoutingConfig ?? before.RoutingConfig
  checkRouting(target, FunctionVersion, routing, context)
  const Description = input.Description ?? before.Description
  const changed = { ...before, FunctionVersion, Description, RevisionId: context.random.uuid() }
  const configuration = withRouting(changed, routing)
  context.commit([
    {
      kind: 'alias',
      key: target.key,
      value: { ...record, configuration },
      expected: catalog.revisionOf('alias', target.key),
    },
    ...restartProvisioning(catalog, target.key),
  ])
  return configuration
}
