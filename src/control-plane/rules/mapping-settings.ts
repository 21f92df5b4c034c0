import type { CreateEventSourceMappingRequest } from '@aws-sdk/client-lambda'
import { parseArn } from '../../lambda/arn.ts'
import { refuse } from '../../lambda/refusals.ts'
import type { Kept } from '../../lambda/resources.ts'
import { isFilterPattern } from './filter-pattern.ts'
import { type SourceKind, sourceRules, sourceSettings } from './mapping-source.ts'

export type MappingSettings = Partial<Kept<CreateEventSourceMappingRequest>>

const filtersMax = 10

/**
 * Refuses settings that this kind of source does not take, each by itself and together.
 * `given` is what the request says; `effective` what the mapping would have then.
 */
export function checkMappingSettings(kind: SourceKind, given: MappingSettings, effective: MappingSettings): void {
  checkAccepted(kind, given)
  checkBatching(kind, effective)
  checkFilters(kind, given.FilterCriteria)
  checkRecordAge(given.MaximumRecordAgeInSeconds)
  checkOnFailure(kind, given, effective)
  checkPollers(kind, effective)
  if ((effective.TumblingWindowInSeconds ?? 0) > 0 && (effective.ParallelizationFactor ?? 1) > 1)
    refuse(
      'InvalidParameterValueException',
      'Tumbling window is not supported with ParallelizationFactor greater than 1.',
    )
}

function checkAccepted(kind: SourceKind, given: MappingSettings): void {
  const { accepts } = sourceRules[kind]
  for (const setting of sourceSettings)
    if (given[setting] !== undefined && !accepts.has(setting)) refuseSetting(setting)
}

function refuseSetting(setting: string): never {
  refuse('InvalidParameterValueException', `Unsupported ${setting} parameter for given event source mapping type.`)
}

function checkBatching(kind: SourceKind, { BatchSize = 0, MaximumBatchingWindowInSeconds = 0 }: MappingSettings): void {
  const most = sourceRules[kind].batchSizeMax
  if (BatchSize > most) {
    const constraint = `Member must have value less than or equal to ${most}`
    refuse(
      'InvalidParameterValueException',
      `1 validation error detected: Value '${BatchSize}' at 'batchSize' failed to satisfy constraint: ${constraint}`,
    )
  }
  if (kind === 'sqs-fifo' && MaximumBatchingWindowInSeconds > 0)
    refuse('InvalidParameterValueException', 'Batching window is not supported for FIFO queues.')
  if (kind === 'sqs' && BatchSize > 10 && MaximumBatchingWindowInSeconds === 0)
    refuse(
      'InvalidParameterValueException',
      'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
    )
}

function checkFilters(kind: SourceKind, criteria: MappingSettings['FilterCriteria']): void {
  const filters = criteria?.Filters ?? []
  if (filters.length > filtersMax)
    refuse('InvalidParameterValueException', `Number of filters cannot be greater than ${filtersMax}.`)
  const decoded = kind === 'kinesis' ? 'data' : kind === 'dynamodb' ? 'dynamodb' : undefined
  for (const { Pattern = '' } of filters)
    if (!isFilterPattern(Pattern, decoded))
      refuse('InvalidParameterValueException', 'Invalid filter pattern definition.')
}

/** −1 for ever, or a minute and more: the shape alone would let the seconds between pass. */
function checkRecordAge(seconds: number | undefined): void {
  if (seconds === undefined || seconds === -1 || seconds >= 60) return
  const constraint = 'Member must have value greater than or equal to 60'
  refuse(
    'InvalidParameterValueException',
    `1 validation error detected: Value '${seconds}' at 'maximumRecordAgeInSeconds' failed to satisfy constraint: ${constraint}`,
  )
}

/** Failed records go to a standard queue, a standard topic or a bucket; Kafka's also to another topic of the cluster. */
function checkOnFailure(kind: SourceKind, given: MappingSettings, effective: MappingSettings): void {
  if (given.DestinationConfig?.OnSuccess?.Destination) refuseSetting('DestinationConfig')
  const destination = given.DestinationConfig?.OnFailure?.Destination
  if (!destination) return
  const ofKafka = destination.startsWith('kafka://')
  const arn = parseArn(destination)
  const fits = ofKafka
    ? (kind === 'kafka' || kind === 'msk') && effective.ProvisionedPollerConfig !== undefined
    : arn && ['sqs', 'sns', 's3'].includes(arn.service) && !arn.resource.endsWith('.fifo')
  if (fits) return
  const shown = `DestinationConfig(onSuccess=null, onFailure=OnFailure(destination=${destination}))`
  refuse('InvalidParameterValueException', `The provided destination config ${shown} is invalid.`)
}

function checkPollers(kind: SourceKind, effective: MappingSettings): void {
  const pollers = effective.ProvisionedPollerConfig
  if (pollers) {
    const { MinimumPollers = 1, MaximumPollers = 200 } = pollers
    if (MinimumPollers > MaximumPollers)
      refuse('InvalidParameterValueException', 'MinimumPollers must be less than or equal to MaximumPollers.')
    if (effective.ScalingConfig?.MaximumConcurrency !== undefined)
      refuse('InvalidParameterValueException', 'ScalingConfig cannot be used together with ProvisionedPollerConfig.')
    return
  }
  if (kind !== 'kafka' && kind !== 'msk') return
  const { AmazonManagedKafkaEventSourceConfig: msk, SelfManagedKafkaEventSourceConfig: own } = effective
  const registry = (msk ?? own)?.SchemaRegistryConfig
  for (const setting of ['MaximumRecordAgeInSeconds', 'BisectBatchOnFunctionError', 'MaximumRetryAttempts'] as const)
    if (effective[setting] !== undefined) refuseWithoutPollers(setting)
  if (effective.FunctionResponseTypes?.length) refuseWithoutPollers('FunctionResponseTypes')
  if (registry) refuseWithoutPollers('SchemaRegistryConfig')
}

function refuseWithoutPollers(setting: string): never {
  refuse(
    'InvalidParameterValueException',
    `${setting} is supported with ProvisionedPollerConfig only for Apache Kafka.`,
  )
}
