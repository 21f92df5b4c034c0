import type { FunctionConfiguration, UpdateFunctionConfigurationRequest } from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import type { VersionRecord } from '../../../lambda/resources.ts'
import type { OperationContext } from '../operation-context.ts'
import { changedVersion } from './change-function.ts'
import { checkRevision, existingFunction, refuseUnderWay } from './existing-function.ts'
import { findLayers, refuseTogetherTooLarge } from './function-layers.ts'
import { checkSettings, describeSettings, refuseImageConfig } from './function-settings.ts'
import { shownFunction } from './shown-function.ts'

/** Lambda API: UpdateFunctionConfiguration. What is not named stays. */
export function updateFunctionConfiguration(
  input: UpdateFunctionConfigurationRequest,
  context: OperationContext,
): FunctionConfiguration {
  const found = existingFunction(input, context)
  const { latestKey, version } = found
  checkSettings(input, input.Runtime ?? version.configuration.Runtime)
  checkImage(input, version)
  const layers = input.Layers && findLayers(input.Layers, context)
  if (layers) refuseTogetherTooLarge(version.code, layers.unzippedBytes)
  refuseUnderWay(found)
  checkRevision(found, input.RevisionId)
  const runtime = input.Runtime && {
    RuntimeVersionConfig: { RuntimeVersionArn: context.runtimeVersionArn(input.Runtime) },
  }
  const configuration = {
    ...describeSettings(input, version.configuration),
    ...runtime,
    ...(layers && { Layers: layers.described.length > 0 ? layers.described : undefined }),
  }
  const value = changedVersion(version, { configuration, ...(layers && { layers: layers.layers }) }, context)
  context.commit([
    { kind: 'version', key: latestKey, value, expected: context.catalog.revisionOf('version', latestKey) },
  ])
  return shownFunction(value)
}

function checkImage(input: UpdateFunctionConfigurationRequest, { configuration }: VersionRecord): void {
  const isImage = configuration.PackageType === 'Image'
  if (!isImage && input.ImageConfig !== undefined) refuseImageConfig()
  if (isImage && (input.Runtime ?? input.Handler ?? input.Layers) !== undefined)
    refuse(
      'InvalidParameterValueException',
      "Please don't provide Handler or Runtime or Layer when the function PackageType is Image.",
    )
}
