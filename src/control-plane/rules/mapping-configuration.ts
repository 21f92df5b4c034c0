import type { MappingRecord } from '../../lambda/resources.ts'
import type { MappingSettings } from './mapping-settings.ts'
import { type SourceKind, type SourceSetting, sourceRules, sourceSettings } from './mapping-source.ts'

type Configuration = MappingRecord['configuration']

/** What a mapping is called by, apart from its settings. */
export interface MappingIdentity {
  uuid: string
  arn: string
  functionArn: string
  /** Seconds since the epoch. */
  modified: number
}

/** A new mapping as CreateEventSourceMapping answers: what was asked for on top of the source's defaults. */
export function newMapping(kind: SourceKind, input: MappingSettings, identity: MappingIdentity): Configuration {
  const { uuid, arn, functionArn, modified } = identity
  return {
    UUID: uuid,
    EventSourceMappingArn: arn,
    FunctionArn: functionArn,
    LastModified: modified,
    State: 'Creating',
    StateTransitionReason: sourceRules[kind].userChange,
    ...(kind !== 'sqs' && kind !== 'sqs-fifo' && { LastProcessingResult: 'No records processed' }),
    ...present(input, ['EventSourceArn', 'StartingPosition', 'StartingPositionTimestamp']),
    ...defaults(kind, uuid),
    ...settings(kind, input, uuid),
  }
}

/** Members of an update replace those of the mapping; an empty one takes the setting away. */
export function changedMapping(kind: SourceKind, mapping: Configuration, input: MappingSettings): Configuration {
  const group = groupOf(mapping)
  const changed = { ...mapping, ...settings(kind, input, group) }
  for (const setting of sourceSettings)
    if (input[setting] !== undefined && isEmpty(input, setting)) delete changed[setting]
  return { ...defaults(kind, group), ...changed }
}

/** What AWS fills in; nothing else is in an answer that was not in a request. */
function defaults(kind: SourceKind, group: string): Partial<Configuration> {
  const { batchSize } = sourceRules[kind]
  switch (kind) {
    case 'sqs':
    case 'sqs-fifo':
      return { BatchSize: batchSize, MaximumBatchingWindowInSeconds: 0, FunctionResponseTypes: [] }
    case 'kinesis':
    case 'dynamodb':
      return { BatchSize: batchSize, ...streamDefaults }
    case 'msk':
      return { BatchSize: batchSize, AmazonManagedKafkaEventSourceConfig: { ConsumerGroupId: group } }
    case 'kafka':
      return { BatchSize: batchSize, SelfManagedKafkaEventSourceConfig: { ConsumerGroupId: group } }
    case 'mq':
    case 'documentdb':
      return { BatchSize: batchSize }
  }
}

const streamDefaults: Partial<Configuration> = {
  MaximumBatchingWindowInSeconds: 0,
  ParallelizationFactor: 1,
  DestinationConfig: { OnFailure: {} },
  MaximumRecordAgeInSeconds: -1,
  BisectBatchOnFunctionError: false,
  MaximumRetryAttempts: -1,
  TumblingWindowInSeconds: 0,
  FunctionResponseTypes: [],
}

const groupOf = (mapping: Configuration): string =>
  (mapping.AmazonManagedKafkaEventSourceConfig ?? mapping.SelfManagedKafkaEventSourceConfig)?.ConsumerGroupId ??
  mapping.UUID ??
  ''

/** Members of a request as the mapping shows them: without what is empty, and with what a member lacks filled in. */
function settings(kind: SourceKind, input: MappingSettings, group: string): Partial<Configuration> {
  const said = sourceSettings.filter((setting) => !isEmpty(input, setting))
  const shown: Partial<Configuration> = present(input, ['BatchSize', 'MetricsConfig', ...said])
  const minimum = kind === 'sqs' || kind === 'sqs-fifo' ? 2 : 1
  if (shown.ProvisionedPollerConfig)
    shown.ProvisionedPollerConfig = { MinimumPollers: minimum, MaximumPollers: 200, ...shown.ProvisionedPollerConfig }
  if (shown.DestinationConfig) shown.DestinationConfig = { OnFailure: shown.DestinationConfig.OnFailure }
  if (shown.DocumentDBEventSourceConfig)
    shown.DocumentDBEventSourceConfig = { FullDocument: 'Default', ...shown.DocumentDBEventSourceConfig }
  for (const kafka of ['AmazonManagedKafkaEventSourceConfig', 'SelfManagedKafkaEventSourceConfig'] as const)
    if (shown[kafka]) shown[kafka] = { ConsumerGroupId: group, ...shown[kafka] }
  return shown
}

/** Filters, scaling and pollers go away when they are given empty; a destination when it names nothing. */
function isEmpty(input: MappingSettings, setting: SourceSetting): boolean {
  switch (setting) {
    case 'FilterCriteria':
      return !input.FilterCriteria?.Filters?.length
    case 'ScalingConfig':
      return input.ScalingConfig?.MaximumConcurrency === undefined
    case 'ProvisionedPollerConfig':
      return Object.keys(input.ProvisionedPollerConfig ?? {}).length === 0
    case 'DestinationConfig':
      return !input.DestinationConfig?.OnFailure?.Destination
    case 'KMSKeyArn':
      return !input.KMSKeyArn
    default:
      return input[setting] === undefined
  }
}

function present<T extends object, K extends keyof T>(from: T, names: readonly K[]): Pick<T, K> {
  const found = names.filter((name) => from[name] !== undefined).map((name) => [name, from[name]])
  return Object.fromEntries(found) as Pick<T, K>
}
