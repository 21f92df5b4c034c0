import type { RemovePermissionRequest } from '@aws-sdk/client-lambda'
import { functionKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { OperationContext } from '../operation-context.ts'
import { checkPolicyRevision, checkPolicyTarget, functionPolicyOf, keepPolicy } from './function-policy.ts'

/** Lambda API: RemovePermission. The policy goes with its last statement. */
export function removePermission(input: RemovePermissionRequest, context: OperationContext): Record<string, never> {
  const policy = functionPolicyOf(input, context)
  const { target, arn } = policy
  if (!context.catalog.get('function', functionKey(target, target.name)))
    refuse('ResourceNotFoundException', `No policy found for: ${arn}`)
  checkPolicyTarget(policy, context)
  const statements = policy.policy?.statements
  if (!statements) return refuse('ResourceNotFoundException', 'No policy is associated with the given resource.')
  checkPolicyRevision(policy, input.RevisionId, context)
  const left = statements.filter(({ Sid }) => Sid !== input.StatementId)
  if (left.length === statements.length)
    refuse('ResourceNotFoundException', `Statement ${input.StatementId} is not found in resource policy.`)
  keepPolicy(policy, left, context)
  return {}
}
