import type { GetLayerVersionByArnRequest, GetLayerVersionResponse } from '@aws-sdk/client-lambda'
import { parseLayerVersionArn } from '../../rules/layer-version.ts'
import type { OperationContext } from '../operation-context.ts'
import { shownLayerVersion } from './layer-version-content.ts'
import { readableLayerVersion } from './readable-layer-version.ts'

/** Lambda API: GetLayerVersionByArn. */
export function getLayerVersionByArn(
  input: GetLayerVersionByArnRequest,
  context: OperationContext,
): GetLayerVersionResponse {
  const { layer, version } = parseLayerVersionArn(input.Arn!, context.caller)
  return shownLayerVersion(readableLayerVersion(layer, version, context), context)
}
