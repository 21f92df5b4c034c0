import type { Scope } from '../../lambda/arn.ts'
import { functionArn, latest, parseFunctionReference } from '../../lambda/arn.ts'
import { crossAccountOperations } from '../../lambda/cross-account.ts'
import { aliasKey, functionKey, versionKey } from '../../lambda/keys.ts'
import { refuse } from '../../lambda/refusals.ts'
import type { AliasRecord, VersionRecord } from '../../lambda/resources.ts'
import type { OperationContext } from '../operations/operation-context.ts'

/** The function, version or alias that an operation is about; not yet looked up. */
export interface FunctionTarget extends Scope {
  name: string
  qualifier?: string
}

export function functionTarget(
  named: { FunctionName?: string; Qualifier?: string },
  { caller, operation }: OperationContext,
): FunctionTarget {
  const reference = parseFunctionReference(named.FunctionName ?? '')
  const { account = caller.account, region = caller.region } = reference
  if (region !== caller.region)
    refuse(
      'ResourceNotFoundException',
      `Functions from '${region}' are not reachable in this region ('${caller.region}')`,
    )
  // The function's policy has been asked already.
  if (account !== caller.account && !crossAccountOperations.has(operation)) refuse('AccessDeniedException', null)
  if (reference.qualifier !== undefined && named.Qualifier !== undefined && reference.qualifier !== named.Qualifier)
    refuse(
      'InvalidParameterValueException',
      'The derived qualifier from the function name does not match the specified qualifier.',
    )
  return { account, region, name: reference.name, qualifier: reference.qualifier ?? named.Qualifier }
}

export const targetArn = (target: FunctionTarget): string => functionArn(target, target.name, target.qualifier)

export function findAlias(context: OperationContext, target: FunctionTarget): AliasRecord | undefined {
  return context.catalog.get('alias', aliasKey(target, target.name, target.qualifier ?? ''))
}

/** The version that a target stands for now. */
export function findVersion(context: OperationContext, target: FunctionTarget): VersionRecord | undefined {
  if (!context.catalog.get('function', functionKey(target, target.name))) return undefined
  const version = findAlias(context, target)?.configuration.FunctionVersion ?? target.qualifier ?? latest
  return context.catalog.get('version', versionKey(target, target.name, version))
}
