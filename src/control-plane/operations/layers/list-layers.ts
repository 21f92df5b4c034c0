import type { LayersListItem, ListLayersRequest, ListLayersResponse } from '@aws-sdk/client-lambda'
import { layerArn } from '../../../lambda/arn.ts'
import { layerKey, scopeKey } from '../../../lambda/keys.ts'
import { isCompatible } from '../../rules/layer-version.ts'
import { pageOf } from '../../rules/page.ts'
import type { OperationContext } from '../operation-context.ts'

/** Lambda API: ListLayers. In order of names, each with its newest version that fits; those without one are left out. */
export function listLayers(input: ListLayersRequest, context: OperationContext): ListLayersResponse {
  const { items, NextMarker } = pageOf(newestVersions(input, context), input)
  return { Layers: items, ...(NextMarker && { NextMarker }) }
}

function* newestVersions(
  wanted: ListLayersRequest,
  { caller, catalog }: OperationContext,
): Iterable<[string, LayersListItem]> {
  for (const [key, { layer }] of catalog.list('layer', `${scopeKey(caller)}/`)) {
    const versions = [...catalog.list('layer-version', `${layerKey(caller, layer)}/`)].map(([, record]) => record)
    const newest = versions.findLast((record) => isCompatible(record, wanted))
    if (newest) yield [key, { LayerName: layer, LayerArn: layerArn(caller, layer), LatestMatchingVersion: newest.item }]
  }
}
