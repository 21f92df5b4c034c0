import { layerVersionKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { LayerVersionRecord, PolicyStatement } from '../../../lambda/resources.ts'
import { checkLayerVersionNumber, type LayerReference, layerVersionArn } from '../../rules/layer-version.ts'
import type { OperationContext } from '../operation-context.ts'

/** A version that the caller may read: one of its own account, or one whose policy lets that account in. */
export function readableLayerVersion(
  reference: LayerReference,
  version: number,
  { caller, catalog }: OperationContext,
): LayerVersionRecord {
  checkLayerVersionNumber(version)
  const key = layerVersionKey(reference, reference.layer, version)
  const own = reference.account === caller.account
  if (!own && !catalog.get('policy', key)?.statements.some((statement) => admits(statement, caller.account))) {
    const arn = layerVersionArn(reference, version)
    refuse(
      'AccessDeniedException',
      `User: ${caller.principal} is not authorized to perform: lambda:GetLayerVersion on resource: ${arn} because no resource-based policy allows the lambda:GetLayerVersion action`,
    )
  }
  return (
    catalog.get('layer-version', key) ??
    refuse('ResourceNotFoundException', 'The resource you requested does not exist.')
  )
}

/** Organizations are not known here: a statement that asks for one admits nobody. */
function admits({ Principal, Condition }: PolicyStatement, account: string): boolean {
  if (Condition) return false
  const admitted = Principal === '*' ? '*' : (Principal as { AWS?: string }).AWS
  return admitted === '*' || admitted === `arn:aws:iam::${account}:root`
}
