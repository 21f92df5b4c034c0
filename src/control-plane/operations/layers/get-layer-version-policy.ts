import type { GetLayerVersionPolicyRequest, GetLayerVersionPolicyResponse } from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import { layerPolicyOf, refuseNoLayerPolicy } from './layer-policy.ts'

/** Lambda API: GetLayerVersionPolicy. */
export function getLayerVersionPolicy(
  input: GetLayerVersionPolicyRequest,
  context: OperationContext,
): GetLayerVersionPolicyResponse {
  const { policy } = layerPolicyOf(input, context)
  if (!policy) refuseNoLayerPolicy()
  const { statements, revisionId } = policy
  const document = { Version: '2012-10-17', Id: 'default', Statement: statements }
  return { Policy: JSON.stringify(document), RevisionId: revisionId }
}
