import type { CreateFunctionRequest, FunctionConfiguration } from '@aws-sdk/client-lambda'
import { lambdaInstant } from '../../../base/instant.ts'
import { functionArn, latest, type Scope } from '../../../lambda/arn.ts'
import { functionKey, versionKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { FunctionRecord, VersionRecord } from '../../../lambda/resources.ts'
import { creating } from '../../lifecycle/function-state.ts'
import { functionTarget } from '../../rules/function-target.ts'
import { checkTags } from '../../rules/tags.ts'
import { findCodeSigningConfig } from '../code-signing/code-signing-config.ts'
import type { OperationContext, Write } from '../operation-context.ts'
import { readFunctionCode } from './function-code.ts'
import { type FunctionLayers, findLayers, refuseTogetherTooLarge } from './function-layers.ts'
import { checkSettings, describeSettings, refuseImageConfig } from './function-settings.ts'
import { shownFunction } from './shown-function.ts'

const nameLengthMax = 64

/** Lambda API: CreateFunction. */
export async function createFunction(
  input: CreateFunctionRequest,
  context: OperationContext,
): Promise<FunctionConfiguration> {
  const { account, region, name } = functionTarget(input, context)
  checkName(name)
  const scope: Scope = { account, region }
  const key = functionKey(scope, name)
  checkPackageType(input)
  checkSettings(input, input.Runtime)
  if (input.Tags) checkTags(input.Tags)
  checkSigning(input.CodeSigningConfigArn, context)
  const layers = findLayers(input.Layers ?? [], context)
  refuseExisting(key, name, context)
  const { code, described } = await readFunctionCode(input.Code!, context)
  refuseTogetherTooLarge(code, layers.unzippedBytes)
  // Another request may have made it while the code was read.
  refuseExisting(key, name, context)

  const version: VersionRecord = {
    account,
    region,
    name,
    version: latest,
    configuration: { ...describe(input, name, { context, layers }), ...described },
    code,
    layers: layers.layers,
  }
  const record: FunctionRecord = {
    account,
    region,
    name,
    lastVersion: input.Publish ? 1 : 0,
    recursiveLoop: 'Terminate',
    ...(input.CodeSigningConfigArn !== undefined && { codeSigningConfigArn: input.CodeSigningConfigArn }),
  }
  const first = { ...version, version: '1', configuration: { ...version.configuration, Version: '1' } }
  context.commit([
    { kind: 'function', key, value: record, expected: 0 },
    { kind: 'version', key: versionKey(scope, name, latest), value: version, expected: 0 },
    ...(input.Publish ? [{ kind: 'version', key: versionKey(scope, name, '1'), value: first } satisfies Write] : []),
    ...tagged(input, functionArn(scope, name)),
  ])
  return shownFunction(input.Publish ? first : version)
}

function checkName(name: string): void {
  if (name.length > nameLengthMax)
    refuse(
      'InvalidParameterValueException',
      `1 validation error detected: Value '${name}' at 'functionName' failed to satisfy constraint: Member must have length less than or equal to ${nameLengthMax}`,
    )
}

function refuseExisting(key: string, name: string, { catalog }: OperationContext): void {
  if (catalog.get('function', key)) refuse('ResourceConflictException', `Function already exist: ${name}`)
}

function checkPackageType({ PackageType, Code, ...input }: CreateFunctionRequest): void {
  const { Runtime, Handler, Layers, ImageConfig } = input
  if (PackageType === 'Image') {
    if (Code?.ImageUri === undefined)
      refuse(
        'InvalidParameterValueException',
        'Please provide ImageUri when creating a function with packageType Image.',
      )
    if (Runtime !== undefined || Handler !== undefined || Layers?.length)
      refuse(
        'InvalidParameterValueException',
        "Please don't provide Handler or Runtime or Layer when the intended function PackageType is Image.",
      )
    return
  }
  if (Code?.ImageUri !== undefined)
    refuse(
      'InvalidParameterValueException',
      "Please don't provide ImageUri when creating a function with packageType Zip.",
    )
  if (ImageConfig !== undefined) refuseImageConfig()
  if (Runtime === undefined || Handler === undefined)
    refuse(
      'InvalidParameterValueException',
      'Runtime and Handler are mandatory parameters for functions created with deployment packages.',
    )
}

function checkSigning(arn: string | undefined, context: OperationContext): void {
  if (arn !== undefined && !findCodeSigningConfig(arn, context))
    refuse(
      'CodeSigningConfigNotFoundException',
      `The code signing configuration cannot be found. Check that the provided configuration is not deleted: ${arn}.`,
    )
}

function tagged({ Tags }: CreateFunctionRequest, arn: string): Write[] {
  return Tags && Object.keys(Tags).length > 0 ? [{ kind: 'tags', key: arn, value: { tags: Tags } }] : []
}

/** With AWS's defaults, members in the order in which AWS answers. */
function describe(
  input: CreateFunctionRequest,
  name: string,
  { context, layers }: { context: OperationContext; layers: FunctionLayers },
): FunctionConfiguration {
  const { clock, random, runtimeVersionArn } = context
  const defaults: FunctionConfiguration = {
    FunctionName: name,
    Runtime: input.Runtime,
    Role: input.Role,
    Handler: input.Handler,
    CodeSize: 0,
    Description: '',
    Timeout: 3,
    MemorySize: 128,
    LastModified: lambdaInstant(clock.now()),
    CodeSha256: '',
    Version: latest,
    TracingConfig: { Mode: 'PassThrough' },
    RevisionId: random.uuid(),
    ...(layers.described.length > 0 && { Layers: layers.described }),
    ...creating,
    PackageType: input.PackageType ?? 'Zip',
    Architectures: input.Architectures ?? ['x86_64'],
    EphemeralStorage: { Size: 512 },
    SnapStart: { ApplyOn: 'None', OptimizationStatus: 'Off' },
    ...(input.Runtime !== undefined && {
      RuntimeVersionConfig: { RuntimeVersionArn: runtimeVersionArn(input.Runtime) },
    }),
    LoggingConfig: { LogFormat: 'Text', LogGroup: `/aws/lambda/${name}` },
  }
  return { ...defaults, ...describeSettings(input, defaults) }
}
