import type { PublishLayerVersionRequest, PublishLayerVersionResponse } from '@aws-sdk/client-lambda'
import { lambdaInstant } from '../../../base/instant.ts'
import { layerKey, layerVersionKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { LayerVersionRecord } from '../../../lambda/resources.ts'
import { layerVersionArn, parseLayerReference } from '../../rules/layer-version.ts'
import type { OperationContext } from '../operation-context.ts'
import { shownLayerVersion } from './layer-version-content.ts'

/** Lambda API: PublishLayerVersion. Numbers are never used again, whatever is deleted. */
export async function publishLayerVersion(
  input: PublishLayerVersionRequest,
  context: OperationContext,
): Promise<PublishLayerVersionResponse> {
  const { caller, catalog, clock } = context
  const reference = parseLayerReference(input.LayerName!, caller)
  if (reference.account !== caller.account || reference.region !== caller.region) refuse('AccessDeniedException', null)
  const { account, region, layer } = reference
  const stored = await context.storePackage(input.Content!)
  const key = layerKey(reference, layer)
  const version = (catalog.get('layer', key)?.lastVersion ?? 0) + 1
  const { CompatibleArchitectures, CompatibleRuntimes, LicenseInfo } = input
  const record: LayerVersionRecord = {
    account,
    region,
    layer,
    version,
    ...stored,
    item: {
      LayerVersionArn: layerVersionArn(reference, version),
      Version: version,
      Description: input.Description ?? '',
      CreatedDate: lambdaInstant(clock.now()),
      ...(CompatibleArchitectures && { CompatibleArchitectures }),
      ...(CompatibleRuntimes && { CompatibleRuntimes }),
      ...(LicenseInfo !== undefined && { LicenseInfo }),
    },
  }
  context.commit([
    {
      kind: 'layer',
      key,
      value: { account, region, layer, lastVersion: version },
      expected: catalog.revisionOf('layer', key),
    },
    { kind: 'layer-version', key: layerVersionKey(reference, layer, version), value: record, expected: 0 },
  ])
  return shownLayerVersion(record, context)
}
