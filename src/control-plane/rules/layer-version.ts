import type { Scope } from '../../lambda/arn.ts'
import { layerArn, parseArn } from '../../lambda/arn.ts'
import { refuse } from '../../lambda/refusals.ts'
import type { LayerVersionRecord } from '../../lambda/resources.ts'

export interface LayerReference extends Scope {
  layer: string
}

/** A layer as its API's paths name it: by name, or by an ARN without a version. */
export function parseLayerReference(text: string, scope: Scope): LayerReference {
  const arn = parseArn(text)
  if (!arn) return { account: scope.account, region: scope.region, layer: text }
  const { account, region } = arn as unknown as Scope
  return { account, region, layer: arn.resource.slice('layer:'.length) }
}

/** `arn:aws:lambda:us-east-1:111111111111:layer:l:3` → the layer and 3. */
export function parseLayerVersionArn(text: string, scope: Scope): { layer: LayerReference; version: number } {
  const at = text.lastIndexOf(':')
  return { layer: parseLayerReference(text.slice(0, at), scope), version: Number(text.slice(at + 1)) }
}

export const layerVersionArn = (layer: LayerReference, version: number): string =>
  `${layerArn(layer, layer.layer)}:${version}`

export function checkLayerVersionNumber(version: number): void {
  if (version < 1) refuse('InvalidParameterValueException', 'Layer Version Cannot be less than 1')
}

export function refuseUnknownLayerVersion(layer: LayerReference, version: number): never {
  refuse('ResourceNotFoundException', `Layer version ${layerVersionArn(layer, version)} does not exist.`)
}

/** Whether a version serves those who ask for a runtime and an architecture; one that names none serves x86_64. */
export function isCompatible(
  { item }: LayerVersionRecord,
  { CompatibleRuntime, CompatibleArchitecture }: { CompatibleRuntime?: string; CompatibleArchitecture?: string },
): boolean {
  const runtimes: readonly string[] = item.CompatibleRuntimes ?? []
  const architectures: readonly string[] = item.CompatibleArchitectures ?? ['x86_64']
  return (
    (CompatibleRuntime === undefined || runtimes.includes(CompatibleRuntime)) &&
    (CompatibleArchitecture === undefined || architectures.includes(CompatibleArchitecture))
  )
}
