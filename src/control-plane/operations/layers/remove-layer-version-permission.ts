import type { RemoveLayerVersionPermissionRequest } from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import type { OperationContext } from '../operation-context.ts'
import { checkLayerPolicyRevision, layerPolicyOf, refuseNoLayerPolicy } from './layer-policy.ts'

/** Lambda API: RemoveLayerVersionPermission. The policy goes with its last statement. */
export function removeLayerVersionPermission(
  input: RemoveLayerVersionPermissionRequest,
  context: OperationContext,
): Record<string, never> {
  const { key, policy } = layerPolicyOf(input, context)
  if (!policy) refuseNoLayerPolicy()
  checkLayerPolicyRevision(policy, input.RevisionId)
  const statements = policy.statements.filter((statement) => statement.Sid !== input.StatementId)
  if (statements.length === policy.statements.length)
    refuse('ResourceNotFoundException', `Statement ${input.StatementId} is not found in resource policy.`)
  const value = statements.length > 0 ? { revisionId: context.random.uuid(), statements } : undefined
  context.commit([{ kind: 'policy', key, value }])
  return {}
}
