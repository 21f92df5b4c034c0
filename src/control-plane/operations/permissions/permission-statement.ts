import type { AddPermissionRequest } from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import type { PolicyStatement } from '../../../lambda/resources.ts'

type Conditions = Record<string, Record<string, string>>

/** The statement that a permission becomes (Lambda API: AddPermission; member order as recorded). */
export function permissionStatement(input: AddPermissionRequest, arn: string): PolicyStatement {
  const conditions = conditionsOf(input)
  return {
    Sid: input.StatementId,
    Effect: 'Allow',
    Principal: principalOf(input.Principal!),
    Action: input.Action,
    Resource: arn,
    ...(Object.keys(conditions).length > 0 && { Condition: conditions }),
  }
}

function principalOf(principal: string): unknown {
  if (principal === '*') return '*'
  if (/^\d{12}$/.test(principal)) return { AWS: `arn:aws:iam::${principal}:root` }
  if (/^arn:aws[a-z-]*:(iam|sts)::\d{12}:./.test(principal)) return { AWS: principal }
  if (/^[a-z0-9.-]+\.(amazonaws\.com(\.cn)?|amazon\.com|aws\.internal)$/.test(principal)) return { Service: principal }
  return refuse(
    'InvalidParameterValueException',
    'The provided principal was invalid. Please check the principal and try again.',
  )
}

function conditionsOf(input: AddPermissionRequest): Conditions {
  const equals = present({
    'AWS:SourceAccount': input.SourceAccount,
    'aws:PrincipalOrgID': input.PrincipalOrgID,
    'lambda:FunctionUrlAuthType': input.FunctionUrlAuthType,
    'lambda:EventSourceToken': input.EventSourceToken,
  })
  const viaUrl = present({ 'lambda:InvokedViaFunctionUrl': input.InvokedViaFunctionUrl?.toString() })
  const like = present({ 'AWS:SourceArn': input.SourceArn })
  return {
    ...(equals && { StringEquals: equals }),
    ...(viaUrl && { Bool: viaUrl }),
    ...(like && { ArnLike: like }),
  }
}

function present(values: Record<string, string | undefined>): Record<string, string> | undefined {
  const given = Object.entries(values).filter((entry): entry is [string, string] => entry[1] !== undefined)
  return given.length > 0 ? Object.fromEntries(given) : undefined
}
