import type { GetPolicyRequest, GetPolicyResponse } from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import { functionPolicyOf, policyDocument, refuseNoPolicy } from './function-policy.ts'

/** Lambda API: GetPolicy. */
export function getPolicy(input: GetPolicyRequest, context: OperationContext): GetPolicyResponse {
  const { policy } = functionPolicyOf(input, context)
  if (!policy) return refuseNoPolicy()
  return { Policy: policyDocument(policy.statements), RevisionId: policy.revisionId }
}
