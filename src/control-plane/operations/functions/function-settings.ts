import type {
  CreateFunctionRequest,
  FunctionConfiguration,
  UpdateFunctionConfigurationRequest,
} from '@aws-sdk/client-lambda'
import { utf8 } from '../../../base/bytes.ts'
import { environmentBytesMax, timeoutSecondsMax } from '../../../lambda/quotas.ts'
import { Refused, refuse } from '../../../lambda/refusals.ts'
import { refuseRuntime, snapStarts } from '../../../lambda/runtimes.ts'

/** What CreateFunction and UpdateFunctionConfiguration say of a function, beside its code and layers. */
export type Settings = Omit<UpdateFunctionConfigurationRequest, 'FunctionName' | 'Layers' | 'RevisionId'> &
  Pick<CreateFunctionRequest, 'TenancyConfig' | 'Architectures' | 'PackageType'>

const memoryMbMax = 10_240
const tmpMbMax = 10_240
/** Those that Lambda defines itself (Lambda Developer Guide: defined runtime environment variables). */
const reservedVariables = new Set([
  '_HANDLER',
  '_X_AMZN_TRACE_ID',
  'AWS_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_DEFAULT_REGION',
  'AWS_EXECUTION_ENV',
  'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
  'AWS_LAMBDA_FUNCTION_NAME',
  'AWS_LAMBDA_FUNCTION_VERSION',
  'AWS_LAMBDA_INITIALIZATION_TYPE',
  'AWS_LAMBDA_LOG_GROUP_NAME',
  'AWS_LAMBDA_LOG_STREAM_NAME',
  'AWS_LAMBDA_RUNTIME_API',
  'AWS_REGION',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SECRET_KEY',
  'AWS_SESSION_TOKEN',
  'LAMBDA_RUNTIME_DIR',
  'LAMBDA_TASK_ROOT',
])

/** Rules that the API's constraints do not carry, in AWS's order and words; throws Refused. */
export function checkSettings(settings: Settings, runtime: string | undefined): void {
  if (settings.Runtime !== undefined) demand(refuseRuntime(settings.Runtime))
  if ((settings.Timeout ?? 0) > timeoutSecondsMax) refuseRange('timeout', settings.Timeout!, timeoutSecondsMax)
  if ((settings.MemorySize ?? 0) > memoryMbMax)
    refuse(
      'InvalidParameterValueException',
      `'MemorySize' value failed to satisfy constraint: Member must have value less than or equal to ${memoryMbMax}`,
    )
  if ((settings.EphemeralStorage?.Size ?? 0) > tmpMbMax)
    refuseRange('ephemeralStorage.size', settings.EphemeralStorage!.Size!, tmpMbMax)
  checkVariables(settings.Environment?.Variables ?? {})
  if (settings.SnapStart?.ApplyOn === 'PublishedVersions' && runtime !== undefined && !snapStarts(runtime))
    refuse('InvalidParameterValueException', `${runtime} is not supported for SnapStart enabled functions.`)
  checkDeadLetters(settings.DeadLetterConfig?.TargetArn)
}

function demand(refusal: ReturnType<typeof refuseRuntime>): void {
  if (refusal) throw new Refused(refusal)
}

function refuseRange(member: string, value: number, most: number): never {
  refuse(
    'ValidationException',
    `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: Member must have value less than or equal to ${most}`,
  )
}

function checkVariables(variables: Readonly<Record<string, string>>): void {
  const reserved = Object.keys(variables).filter((name) => reservedVariables.has(name))
  if (reserved.length > 0)
    refuse(
      'InvalidParameterValueException',
      `Lambda was unable to configure your environment variables because the environment variables you have provided contains reserved keys that are currently not supported for modification. Reserved keys used in this request: ${reserved.join(', ')}`,
    )
  const measured = JSON.stringify(variables)
  if (utf8(measured).length > environmentBytesMax)
    refuse(
      'InvalidParameterValueException',
      `Lambda was unable to configure your environment variables because the environment variables you have provided exceeded the 4KB limit. String measured: ${measured}`,
    )
}

export function refuseImageConfig(): never {
  refuse('InvalidParameterValueException', "Please don't provide ImageConfig when the function PackageType is Zip.")
}

function checkDeadLetters(arn: string | undefined): void {
  if (arn && !/^arn:aws[a-zA-Z-]*:(?:sqs|sns):/.test(arn))
    refuse('InvalidParameterValueException', 'The provided dead letter target must be an SQS queue or an SNS topic.')
}

/** What the settings change of a configuration: those that are given, in the shape in which AWS answers them. */
export function describeSettings(settings: Settings, before: FunctionConfiguration): Partial<FunctionConfiguration> {
  const { Environment, VpcConfig, LoggingConfig, SnapStart, TracingConfig, ImageConfig, DeadLetterConfig } = settings
  return {
    ...given(settings, ['Runtime', 'Role', 'Handler', 'Description', 'Timeout', 'MemorySize', 'EphemeralStorage']),
    ...given(settings, ['FileSystemConfigs', 'DurableConfig', 'CapacityProviderConfig', 'TenancyConfig']),
    ...(VpcConfig && { VpcConfig: describeVpc(VpcConfig) }),
    ...(Environment && { Environment: Environment.Variables ? { Variables: Environment.Variables } : undefined }),
    ...(DeadLetterConfig && { DeadLetterConfig: DeadLetterConfig.TargetArn ? DeadLetterConfig : undefined }),
    ...(settings.KMSKeyArn !== undefined && { KMSKeyArn: settings.KMSKeyArn || undefined }),
    ...(TracingConfig && { TracingConfig: { Mode: TracingConfig.Mode ?? 'PassThrough' } }),
    ...(SnapStart && { SnapStart: { ApplyOn: SnapStart.ApplyOn ?? 'None', OptimizationStatus: 'Off' } }),
    ...(ImageConfig && { ImageConfigResponse: { ImageConfig } }),
    ...(LoggingConfig && { LoggingConfig: describeLogging(LoggingConfig, before.LoggingConfig) }),
  }
}

function given<T extends object, K extends keyof T>(from: T, names: readonly K[]): Partial<Pick<T, K>> {
  return Object.fromEntries(
    names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]]),
  ) as Partial<Pick<T, K>>
}

/** No network is known here: the identifier only tells that a function has one. */
function describeVpc(vpc: NonNullable<Settings['VpcConfig']>): FunctionConfiguration['VpcConfig'] {
  const SubnetIds = vpc.SubnetIds ?? []
  return {
    SubnetIds,
    SecurityGroupIds: vpc.SecurityGroupIds ?? [],
    VpcId: SubnetIds.length > 0 ? 'vpc-0' : '',
    Ipv6AllowedForDualStack: vpc.Ipv6AllowedForDualStack ?? false,
  }
}

/** Levels belong to JSON alone; what is not said stays (recorded AWS answer). */
function describeLogging(
  asked: NonNullable<Settings['LoggingConfig']>,
  before: FunctionConfiguration['LoggingConfig'],
): FunctionConfiguration['LoggingConfig'] {
  const LogFormat = asked.LogFormat ?? before?.LogFormat ?? 'Text'
  const LogGroup = asked.LogGroup ?? before?.LogGroup
  if (LogFormat === 'Text') return { LogFormat, LogGroup }
  return {
    LogFormat,
    ApplicationLogLevel: asked.ApplicationLogLevel ?? before?.ApplicationLogLevel ?? 'INFO',
    SystemLogLevel: asked.SystemLogLevel ?? before?.SystemLogLevel ?? 'INFO',
    LogGroup,
  }
}
