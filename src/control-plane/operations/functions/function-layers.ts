import type { Layer } from '@aws-sdk/client-lambda'
import { layerVersionKey } from '../../../lambda/keys.ts'
import { unzippedBytesMax } from '../../../lambda/quotas.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { CodeReference, LayerReference, LayerVersionRecord } from '../../../lambda/resources.ts'
import { parseLayerVersionArn } from '../../rules/layer-version.ts'
import { readableLayerVersion } from '../layers/readable-layer-version.ts'
import type { OperationContext } from '../operation-context.ts'

const layersMax = 5

export interface FunctionLayers {
  layers: readonly LayerReference[]
  described: Layer[]
  unzippedBytes: number
}

/** The layers of a function, in order, checked as Lambda does (Lambda Developer Guide: layers; recorded answers). */
export function findLayers(arns: readonly string[], context: OperationContext): FunctionLayers {
  if (arns.length > layersMax)
    refuse('InvalidParameterValueException', `Cannot reference more than ${layersMax} layers.`)
  const found = arns.map((arn) => ({ arn, record: findLayer(arn, context) }))
  refuseTwice(arns)
  return {
    layers: found.map(({ arn, record }) => ({ arn, blob: record.blob, sizeBytes: record.sizeBytes })),
    described: found.map(({ arn, record }) => ({ Arn: arn, CodeSize: record.sizeBytes })),
    unzippedBytes: found.reduce((sum, { record }) => sum + record.unzippedBytes, 0),
  }
}

function findLayer(arn: string, context: OperationContext): LayerVersionRecord {
  const { caller, catalog } = context
  const { layer, version } = parseLayerVersionArn(arn, caller)
  if (layer.region !== caller.region)
    refuse(
      'InvalidParameterValueException',
      `Layers are not in the same region as the function. Layers are expected to be in region ${caller.region}.`,
    )
  const own = layer.account === caller.account
  if (own && !catalog.get('layer-version', layerVersionKey(layer, layer.layer, version)))
    refuse('InvalidParameterValueException', `Layer version ${arn} does not exist.`)
  return readableLayerVersion(layer, version, context)
}

function refuseTwice(arns: readonly string[]): void {
  const seen = new Map<string, string>()
  for (const arn of arns) {
    const layer = arn.slice(0, arn.lastIndexOf(':'))
    const other = seen.get(layer)
    if (other !== undefined)
      refuse(
        'InvalidParameterValueException',
        `Two different versions of the same layer are not allowed to be referenced in the same function. ${other} and ${arn} are versions of the same layer.`,
      )
    seen.set(layer, arn)
  }
}

/** Code and layers are unpacked into one environment. */
export function refuseTogetherTooLarge(code: CodeReference, layersBytes: number): void {
  const bytes = layersBytes + (code.kind === 'zip' ? code.unzippedBytes : 0)
  if (layersBytes > 0 && bytes > unzippedBytesMax)
    refuse(
      'InvalidParameterValueException',
      `Function code combined with layers exceeds the maximum allowed size of ${unzippedBytesMax} bytes. The actual size is ${bytes} bytes.`,
    )
}
