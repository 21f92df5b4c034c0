import type { AddLayerVersionPermissionRequest, AddLayerVersionPermissionResponse } from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import type { PolicyStatement } from '../../../lambda/resources.ts'
import type { OperationContext } from '../operation-context.ts'
import { checkLayerPolicyRevision, layerPolicyOf } from './layer-policy.ts'

/** Lambda API: AddLayerVersionPermission. */
export function addLayerVersionPermission(
  input: AddLayerVersionPermissionRequest,
  context: OperationContext,
): AddLayerVersionPermissionResponse {
  const { key, arn, policy } = layerPolicyOf(input, context)
  const { StatementId: Sid, OrganizationId } = input
  checkLayerPolicyRevision(policy, input.RevisionId)
  if (policy?.statements.some((statement) => statement.Sid === Sid))
    refuse(
      'ResourceConflictException',
      `The statement id (${Sid}) provided already exists. Please provide a new statement id, or remove the existing statement.`,
    )
  const statement: PolicyStatement = {
    Sid,
    Effect: 'Allow',
    Principal: principalOf(input.Principal!),
    Action: input.Action,
    Resource: arn,
    ...(OrganizationId && { Condition: { StringEquals: { 'aws:PrincipalOrgID': OrganizationId } } }),
  }
  const revisionId = context.random.uuid()
  const statements = [...(policy?.statements ?? []), statement]
  context.commit([{ kind: 'policy', key, value: { revisionId, statements } }])
  return { Statement: JSON.stringify(statement), RevisionId: revisionId }
}

function principalOf(principal: string): unknown {
  if (principal === '*') return '*'
  return { AWS: principal.startsWith('arn:') ? principal : `arn:aws:iam::${principal}:root` }
}
