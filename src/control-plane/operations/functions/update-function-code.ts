import type { FunctionConfiguration, UpdateFunctionCodeRequest } from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import type { OperationContext } from '../operation-context.ts'
import { changedVersion } from './change-function.ts'
import { checkRevision, type ExistingFunction, existingFunction, refuseUnderWay } from './existing-function.ts'
import { readFunctionCode } from './function-code.ts'
import { findLayers, refuseTogetherTooLarge } from './function-layers.ts'
import { nextVersion } from './next-version.ts'
import { shownFunction } from './shown-function.ts'

/** Lambda API: UpdateFunctionCode. With Publish, the answer is the version that comes of it. */
export async function updateFunctionCode(
  input: UpdateFunctionCodeRequest,
  context: OperationContext,
): Promise<FunctionConfiguration> {
  const found = existingFunction(input, context)
  checkPackageType(input, found)
  refuseUnderWay(found)
  checkRevision(found, input.RevisionId)
  const { code, described } = await readFunctionCode(input, context)
  const { layers } = found.version
  if (layers.length > 0)
    refuseTogetherTooLarge(
      code,
      findLayers(
        layers.map(({ arn }) => arn),
        context,
      ).unzippedBytes,
    )
  // Another change may have begun while the code was read.
  const now = existingFunction(input, context)
  refuseUnderWay(now)
  const architectures = input.Architectures && { Architectures: input.Architectures }
  const version = changedVersion(now.version, { code, configuration: { ...described, ...architectures } }, context)
  if (input.DryRun) return shownFunction(version)
  const expected = context.catalog.revisionOf('version', now.latestKey)
  const changed = { kind: 'version', key: now.latestKey, value: version, expected } as const
  if (!input.Publish) {
    context.commit([changed])
    return shownFunction(version)
  }
  const published = nextVersion({ ...now, version }, {}, context)
  context.commit([changed, ...published.writes])
  return shownFunction(published.version, published.version.version)
}

function checkPackageType({ ImageUri }: UpdateFunctionCodeRequest, { version }: ExistingFunction): void {
  const isImage = version.configuration.PackageType === 'Image'
  if (isImage && ImageUri === undefined)
    refuse('InvalidParameterValueException', 'Please provide ImageUri when updating a function with packageType Image.')
  if (!isImage && ImageUri !== undefined)
    refuse(
      'InvalidParameterValueException',
      "Please don't provide ImageUri when updating a function with packageType Zip.",
    )
}
