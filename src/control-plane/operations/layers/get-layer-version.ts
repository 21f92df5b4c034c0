import type { GetLayerVersionRequest, GetLayerVersionResponse } from '@aws-sdk/client-lambda'
import { parseLayerReference } from '../../rules/layer-version.ts'
import type { OperationContext } from '../operation-context.ts'
import { shownLayerVersion } from './layer-version-content.ts'
import { readableLayerVersion } from './readable-layer-version.ts'

/** Lambda API: GetLayerVersion. */
export function getLayerVersion(input: GetLayerVersionRequest, context: OperationContext): GetLayerVersionResponse {
  const layer = parseLayerReference(input.LayerName!, context.caller)
  return shownLayerVersion(readableLayerVersion(layer, input.VersionNumber!, context), context)
}
