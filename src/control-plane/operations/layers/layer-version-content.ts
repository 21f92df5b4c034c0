import type { GetLayerVersionResponse } from '@aws-sdk/client-lambda'
import { layerArn } from '../../../lambda/arn.ts'
import type { LayerVersionRecord } from '../../../lambda/resources.ts'
import type { OperationContext } from '../operation-context.ts'

/** A layer version with its package, as Publish and Get answer. */
export function shownLayerVersion(record: LayerVersionRecord, context: OperationContext): GetLayerVersionResponse {
  const { blob, codeSha256, sizeBytes, item, layer } = record
  const { LayerVersionArn, Description, CreatedDate, Version, ...stated } = item
  return {
    Content: { Location: context.locationOf(blob), CodeSha256: codeSha256, CodeSize: sizeBytes },
    LayerArn: layerArn(record, layer),
    LayerVersionArn,
    Description,
    CreatedDate,
    Version,
    ...stated,
  }
}
