import type { AddPermissionRequest, AddPermissionResponse } from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import type { OperationContext } from '../operation-context.ts'
import { checkPolicyRevision, checkPolicyTarget, functionPolicyOf, keepPolicy } from './function-policy.ts'
import { permissionStatement } from './permission-statement.ts'

/** Lambda API: AddPermission. */
export function addPermission(input: AddPermissionRequest, context: OperationContext): AddPermissionResponse {
  const policy = functionPolicyOf(input, context)
  checkPolicyTarget(policy, context)
  checkPolicyRevision(policy, input.RevisionId, context)
  const statement = permissionStatement(input, policy.arn)
  const statements = policy.policy?.statements ?? []
  if (statements.some(({ Sid }) => Sid === input.StatementId))
    refuse(
      'ResourceConflictException',
      `The statement id (${input.StatementId}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    )
  keepPolicy(policy, [...statements, statement], context)
  return { Statement: JSON.stringify(statement) }
}
