import type { DeleteLayerVersionRequest } from '@aws-sdk/client-lambda'
import { layerVersionKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import { checkLayerVersionNumber, parseLayerReference } from '../../rules/layer-version.ts'
import type { OperationContext } from '../operation-context.ts'

/** Lambda API: DeleteLayerVersion. Functions keep what they have of it; what is not there is deleted already. */
export function deleteLayerVersion(input: DeleteLayerVersionRequest, context: OperationContext): Record<string, never> {
  const reference = parseLayerReference(input.LayerName!, context.caller)
  if (reference.account !== context.caller.account) refuse('AccessDeniedException', null)
  checkLayerVersionNumber(input.VersionNumber!)
  const key = layerVersionKey(reference, reference.layer, input.VersionNumber!)
  if (context.catalog.get('layer-version', key))
    context.commit([
      { kind: 'layer-version', key },
      { kind: 'policy', key },
    ])
  return {}
}
