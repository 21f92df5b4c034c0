import type { ListLayerVersionsRequest, ListLayerVersionsResponse } from '@aws-sdk/client-lambda'
import { layerKey } from '../../../lambda/keys.ts'
import { isCompatible, parseLayerReference } from '../../rules/layer-version.ts'
import { pageOf } from '../../rules/page.ts'
import type { OperationContext } from '../operation-context.ts'

/** Lambda API: ListLayerVersions. Newest first; none of a layer that nobody knows. */
export function listLayerVersions(
  input: ListLayerVersionsRequest,
  { caller, catalog }: OperationContext,
): ListLayerVersionsResponse {
  const reference = parseLayerReference(input.LayerName!, caller)
  const versions = [...catalog.list('layer-version', `${layerKey(reference, reference.layer)}/`)]
    .map(([, record]) => record)
    .filter((record) => isCompatible(record, input))
    .toSorted((a, b) => b.version - a.version)
  // Markers compare as texts do: counted down from the highest number, newest versions come first.
  const entries = versions.map(({ version, item }) => [String(countdown - version), item] as const)
  const { items, NextMarker } = pageOf(entries, input)
  return { LayerVersions: items, ...(NextMarker && { NextMarker }) }
}

const countdown = 9_999_999_999
