import { layerVersionKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { PolicyRecord } from '../../../lambda/resources.ts'
import { layerVersionArn, parseLayerReference, refuseUnknownLayerVersion } from '../../rules/layer-version.ts'
import type { OperationContext } from '../operation-context.ts'

export interface LayerPolicy {
  key: string
  arn: string
  /** Absent until a statement is added, and once the last one is removed. */
  policy?: PolicyRecord
}

/** The policy of one version of a layer of the caller's own. */
export function layerPolicyOf(
  named: { LayerName?: string; VersionNumber?: number },
  { caller, catalog }: OperationContext,
): LayerPolicy {
  const reference = parseLayerReference(named.LayerName!, caller)
  const version = named.VersionNumber!
  const key = layerVersionKey(reference, reference.layer, version)
  if (reference.account !== caller.account) refuse('AccessDeniedException', null)
  if (!catalog.get('layer-version', key)) refuseUnknownLayerVersion(reference, version)
  return { key, arn: layerVersionArn(reference, version), policy: catalog.get('policy', key) }
}

export function checkLayerPolicyRevision(policy: PolicyRecord | undefined, revisionId: string | undefined): void {
  if (revisionId === undefined || revisionId === policy?.revisionId) return
  refuse(
    'PreconditionFailedException',
    'The Revision Id provided does not match the latest Revision Id. Call the GetLayerPolicy API to retrieve the latest Revision Id',
  )
}

export function refuseNoLayerPolicy(): never {
  refuse('ResourceNotFoundException', 'No policy is associated with the given resource.')
}
