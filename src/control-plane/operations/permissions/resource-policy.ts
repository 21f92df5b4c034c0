import type {
  DeleteResourcePolicyRequest,
  GetResourcePolicyRequest,
  GetResourcePolicyResponse,
  PutResourcePolicyRequest,
  PutResourcePolicyResponse,
} from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import {
  checkPolicyRevision,
  checkPolicyTarget,
  functionPolicyOf,
  keepPolicy,
  policyDocument,
  refuseNoPolicy,
} from './function-policy.ts'
import { readPolicyText } from './policy-text.ts'

/** Lambda API: PutResourcePolicy. The whole policy of a function, version or alias at once. */
export function putResourcePolicy(
  input: PutResourcePolicyRequest,
  context: OperationContext,
): PutResourcePolicyResponse {
  const policy = functionPolicyOf({ FunctionName: input.ResourceArn }, context)
  checkPolicyTarget(policy, context)
  checkPolicyRevision(policy, input.RevisionId, context)
  const kept = keepPolicy(policy, readPolicyText(input.Policy!), context)
  return { Policy: policyDocument(kept?.statements ?? []), RevisionId: kept?.revisionId }
}

/** Lambda API: GetResourcePolicy. */
export function getResourcePolicy(
  input: GetResourcePolicyRequest,
  context: OperationContext,
): GetResourcePolicyResponse {
  const { policy } = functionPolicyOf({ FunctionName: input.ResourceArn }, context)
  if (!policy) return refuseNoPolicy()
  return { Policy: policyDocument(policy.statements), RevisionId: policy.revisionId }
}

/** Lambda API: DeleteResourcePolicy. */
export function deleteResourcePolicy(
  input: DeleteResourcePolicyRequest,
  context: OperationContext,
): Record<string, never> {
  const policy = functionPolicyOf({ FunctionName: input.ResourceArn }, context)
  if (!policy.policy) return refuseNoPolicy()
  checkPolicyRevision(policy, input.RevisionId, context)
  keepPolicy(policy, [], context)
  return {}
}
