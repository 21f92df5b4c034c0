import { parseArn } from '../../lambda/arn.ts'

/** What a mapping reads from. FIFO queues have rules of their own. */
export type SourceKind = 'sqs' | 'sqs-fifo' | 'kinesis' | 'dynamodb' | 'msk' | 'kafka' | 'mq' | 'documentdb'

/** The kind of source that a request or a mapping names; undefined when Lambda knows none such. */
export function sourceKind(named: {
  EventSourceArn?: string
  SelfManagedEventSource?: unknown
}): SourceKind | undefined {
  if (named.EventSourceArn === undefined) return named.SelfManagedEventSource ? 'kafka' : undefined
  const arn = parseArn(named.EventSourceArn)
  switch (arn?.service) {
    case 'sqs':
      return arn.resource.endsWith('.fifo') ? 'sqs-fifo' : 'sqs'
    case 'kinesis':
      return arn.resource.startsWith('stream/') ? 'kinesis' : undefined
    case 'dynamodb':
      return /^table\/[^/]+\/stream\/./.test(arn.resource) ? 'dynamodb' : undefined
    case 'kafka':
      return arn.resource.startsWith('cluster/') ? 'msk' : undefined
    case 'mq':
      return arn.resource.startsWith('broker:') ? 'mq' : undefined
    case 'rds':
      return arn.resource.startsWith('cluster:') ? 'documentdb' : undefined
    default:
      return undefined
  }
}

/** Members of a request that some sources accept and others refuse. */
export type SourceSetting =
  | 'FilterCriteria'
  | 'KMSKeyArn'
  | 'LoggingConfig'
  | 'ScalingConfig'
  | 'MaximumBatchingWindowInSeconds'
  | 'ParallelizationFactor'
  | 'DestinationConfig'
  | 'MaximumRecordAgeInSeconds'
  | 'BisectBatchOnFunctionError'
  | 'MaximumRetryAttempts'
  | 'TumblingWindowInSeconds'
  | 'Topics'
  | 'Queues'
  | 'SourceAccessConfigurations'
  | 'SelfManagedEventSource'
  | 'FunctionResponseTypes'
  | 'AmazonManagedKafkaEventSourceConfig'
  | 'SelfManagedKafkaEventSourceConfig'
  | 'DocumentDBEventSourceConfig'
  | 'ProvisionedPollerConfig'

export const sourceSettings: readonly SourceSetting[] = [
  'FilterCriteria',
  'KMSKeyArn',
  'LoggingConfig',
  'ScalingConfig',
  'MaximumBatchingWindowInSeconds',
  'ParallelizationFactor',
  'DestinationConfig',
  'MaximumRecordAgeInSeconds',
  'BisectBatchOnFunctionError',
  'MaximumRetryAttempts',
  'TumblingWindowInSeconds',
  'Topics',
  'Queues',
  'SourceAccessConfigurations',
  'SelfManagedEventSource',
  'FunctionResponseTypes',
  'AmazonManagedKafkaEventSourceConfig',
  'SelfManagedKafkaEventSourceConfig',
  'DocumentDBEventSourceConfig',
  'ProvisionedPollerConfig',
]

export interface SourceRules {
  batchSize: number
  batchSizeMax: number
  /** Empty: a starting position is refused; otherwise one is required. */
  startingPositions: readonly ('TRIM_HORIZON' | 'LATEST' | 'AT_TIMESTAMP')[]
  accepts: ReadonlySet<SourceSetting>
  requires: readonly SourceSetting[]
  /** As AWS words a change that a user asked for. */
  userChange: 'USER_INITIATED' | 'User action'
  /** Sources that are pulled in whole minutes give the function less than Lambda's 15. */
  functionTimeoutSecondsMax?: number
}

const queue = [
  'FilterCriteria',
  'KMSKeyArn',
  'ScalingConfig',
  'MaximumBatchingWindowInSeconds',
  'FunctionResponseTypes',
  'ProvisionedPollerConfig',
] as const
const retries = ['MaximumRecordAgeInSeconds', 'BisectBatchOnFunctionError', 'MaximumRetryAttempts'] as const
const stream = [
  'FilterCriteria',
  'KMSKeyArn',
  'MaximumBatchingWindowInSeconds',
  'ParallelizationFactor',
  'DestinationConfig',
  'TumblingWindowInSeconds',
  'FunctionResponseTypes',
  ...retries,
] as const
const topic = [
  'FilterCriteria',
  'KMSKeyArn',
  'LoggingConfig',
  'MaximumBatchingWindowInSeconds',
  'DestinationConfig',
  'FunctionResponseTypes',
  'Topics',
  'SourceAccessConfigurations',
  'ProvisionedPollerConfig',
  ...retries,
] as const
const broker = ['KMSKeyArn', 'MaximumBatchingWindowInSeconds', 'SourceAccessConfigurations'] as const

const anywhere = ['TRIM_HORIZON', 'LATEST', 'AT_TIMESTAMP'] as const

/** Lambda Developer Guide: event source mappings, one page a source. A FIFO queue's window is zero. Retries of Kafka need provisioned pollers. */
export const sourceRules: Readonly<Record<SourceKind, SourceRules>> = {
  sqs: {
    batchSize: 10,
    batchSizeMax: 10_000,
    startingPositions: [],
    accepts: new Set(queue),
    requires: [],
    userChange: 'USER_INITIATED',
  },
  'sqs-fifo': {
    batchSize: 10,
    batchSizeMax: 10,
    startingPositions: [],
    accepts: new Set(queue),
    requires: [],
    userChange: 'USER_INITIATED',
  },
  kinesis: {
    batchSize: 100,
    batchSizeMax: 10_000,
    startingPositions: anywhere,
    accepts: new Set(stream),
    requires: [],
    userChange: 'User action',
  },
  dynamodb: {
    batchSize: 100,
    batchSizeMax: 10_000,
    startingPositions: ['TRIM_HORIZON', 'LATEST'],
    accepts: new Set(stream),
    requires: [],
    userChange: 'User action',
  },
  msk: {
    batchSize: 100,
    batchSizeMax: 10_000,
    startingPositions: anywhere,
    accepts: new Set([...topic, 'AmazonManagedKafkaEventSourceConfig']),
    requires: ['Topics'],
    userChange: 'USER_INITIATED',
    functionTimeoutSecondsMax: 840,
  },
  kafka: {
    batchSize: 100,
    batchSizeMax: 10_000,
    startingPositions: anywhere,
    accepts: new Set([...topic, 'SelfManagedEventSource', 'SelfManagedKafkaEventSourceConfig']),
    requires: ['SourceAccessConfigurations', 'Topics'],
    userChange: 'USER_INITIATED',
    functionTimeoutSecondsMax: 840,
  },
  mq: {
    batchSize: 100,
    batchSizeMax: 10_000,
    startingPositions: [],
    accepts: new Set([...broker, 'FilterCriteria', 'Queues']),
    requires: ['Queues', 'SourceAccessConfigurations'],
    userChange: 'USER_INITIATED',
    functionTimeoutSecondsMax: 840,
  },
  documentdb: {
    batchSize: 100,
    batchSizeMax: 10_000,
    startingPositions: anywhere,
    accepts: new Set([...broker, 'DocumentDBEventSourceConfig']),
    requires: ['DocumentDBEventSourceConfig', 'SourceAccessConfigurations'],
    userChange: 'USER_INITIATED',
    functionTimeoutSecondsMax: 840,
  },
}
