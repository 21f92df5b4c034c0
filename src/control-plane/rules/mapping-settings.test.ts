import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Refused } from '../../lambda/refusals.ts'
import { newMapping } from './mapping-configuration.ts'
import { checkMappingSettings, type MappingSettings } from './mapping-settings.ts'
import { type SourceKind, sourceKind } from './mapping-source.ts'
import { checkMappingStart } from './mapping-start.ts'

const nowMs = 1_700_000_000_000
const secret = { Type: 'BASIC_AUTH' as const, URI: 'arn:aws:secretsmanager:us-east-1:111111111111:secret:s' }

/** The least that a mapping of each kind has to say. */
const least: Record<SourceKind, MappingSettings> = {
  sqs: {},
  'sqs-fifo': {},
  kinesis: { StartingPosition: 'LATEST' },
  dynamodb: { StartingPosition: 'LATEST' },
  msk: { StartingPosition: 'LATEST', Topics: ['t'] },
  kafka: {
    StartingPosition: 'LATEST',
    Topics: ['t'],
    SelfManagedEventSource: { Endpoints: { KAFKA_BOOTSTRAP_SERVERS: ['kafka:1000'] } },
    SourceAccessConfigurations: [secret],
  },
  mq: { Queues: ['q'], SourceAccessConfigurations: [secret] },
  documentdb: {
    StartingPosition: 'LATEST',
    DocumentDBEventSourceConfig: { DatabaseName: 'd' },
    SourceAccessConfigurations: [secret],
  },
}
const identity = { uuid: 'u', arn: 'm', functionArn: 'f', modified: nowMs / 1000 }

function refusalOf(kind: SourceKind, more: MappingSettings): string | null | undefined {
  const input = { ...least[kind], EventSourceArn: 'arn:source', ...more }
  try {
    checkMappingStart(kind, input, nowMs)
    checkMappingSettings(kind, input, newMapping(kind, input, identity))
  } catch (error) {
    if (error instanceof Refused) return error.refusal.message
    throw error
  }
}

for (const kind of Object.keys(least) as SourceKind[])
  test(`a mapping of ${kind} needs no more than its source`, () => assert.equal(refusalOf(kind, {}), undefined))

const pollers = { ProvisionedPollerConfig: { MinimumPollers: 1 } }
const filter = (...patterns: string[]) => ({ FilterCriteria: { Filters: patterns.map((Pattern) => ({ Pattern })) } })
const failuresTo = (Destination: string) => ({ DestinationConfig: { OnFailure: { Destination } } })
const queue = 'arn:aws:sqs:us-east-1:111111111111:q'

const accepted: [string, SourceKind, MappingSettings][] = [
  ['a large batch of messages with a window', 'sqs', { BatchSize: 10_000, MaximumBatchingWindowInSeconds: 1 }],
  ['a FIFO queue with the window that it has', 'sqs-fifo', { MaximumBatchingWindowInSeconds: 0 }],
  ['a limit on concurrency', 'sqs', { ScalingConfig: { MaximumConcurrency: 2 } }],
  ['no filters', 'kinesis', { FilterCriteria: { Filters: [] } }],
  ['failed records into a queue', 'kinesis', failuresTo(queue)],
  ['failed records into a bucket', 'dynamodb', failuresTo('arn:aws:s3:::bucket')],
  ['no failure destination any more', 'kinesis', failuresTo('')],
  ['a stream from a moment of the past', 'kinesis', { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: 1 }],
  ['records of any age', 'kinesis', { MaximumRecordAgeInSeconds: -1 }],
  ['failed records into another topic', 'msk', { ...pollers, ...failuresTo('kafka://failures') }],
  ['limited retries with provisioned pollers', 'kafka', { ...pollers, MaximumRetryAttempts: 3 }],
]
for (const [what, kind, more] of accepted)
  test(`${kind} takes ${what}`, () => assert.equal(refusalOf(kind, more), undefined))

const unsupported = (name: string) => `Unsupported ${name} parameter for given event source mapping type.`
const tooMany = (member: string, value: number, constraint: string) =>
  `1 validation error detected: Value '${value}' at '${member}' failed to satisfy constraint: ${constraint}`

const refused: [string, SourceKind, MappingSettings, string][] = [
  ['failure destinations', 'sqs', failuresTo(queue), unsupported('DestinationConfig')],
  ['retries', 'sqs', { MaximumRetryAttempts: 1 }, unsupported('MaximumRetryAttempts')],
  ['parallel batches', 'sqs', { ParallelizationFactor: 2 }, unsupported('ParallelizationFactor')],
  ['a limit on concurrency', 'kinesis', { ScalingConfig: { MaximumConcurrency: 2 } }, unsupported('ScalingConfig')],
  ['tumbling windows', 'kafka', { TumblingWindowInSeconds: 5 }, unsupported('TumblingWindowInSeconds')],
  ['filters', 'documentdb', filter('{"a":["b"]}'), unsupported('FilterCriteria')],
  [
    'partial answers',
    'mq',
    { FunctionResponseTypes: ['ReportBatchItemFailures'] },
    unsupported('FunctionResponseTypes'),
  ],
  [
    'destinations of successes',
    'kinesis',
    { DestinationConfig: { OnSuccess: { Destination: queue } } },
    unsupported('DestinationConfig'),
  ],
  [
    'more than ten messages without a window',
    'sqs',
    { BatchSize: 11 },
    'Maximum batch window in seconds must be greater than 0 if maximum batch size is greater than 10',
  ],
  [
    'more than ten messages of a FIFO queue',
    'sqs-fifo',
    { BatchSize: 11 },
    tooMany('batchSize', 11, 'Member must have value less than or equal to 10'),
  ],
  ['a window', 'sqs-fifo', { MaximumBatchingWindowInSeconds: 1 }, 'Batching window is not supported for FIFO queues.'],
  ['a filter that is no pattern', 'sqs', filter('{"body":"x"}'), 'Invalid filter pattern definition.'],
  ['a text filter on encoded data', 'kinesis', filter('{"data":["x"]}'), 'Invalid filter pattern definition.'],
  [
    'an age below a minute',
    'kinesis',
    { MaximumRecordAgeInSeconds: 59 },
    tooMany('maximumRecordAgeInSeconds', 59, 'Member must have value greater than or equal to 60'),
  ],
  [
    'failed records into a FIFO queue',
    'kinesis',
    failuresTo(`${queue}.fifo`),
    `The provided destination config DestinationConfig(onSuccess=null, onFailure=OnFailure(destination=${queue}.fifo)) is invalid.`,
  ],
  [
    'a window over parallel batches',
    'kinesis',
    { TumblingWindowInSeconds: 5, ParallelizationFactor: 2 },
    'Tumbling window is not supported with ParallelizationFactor greater than 1.',
  ],
  [
    'more pollers at least than at most',
    'sqs',
    { ProvisionedPollerConfig: { MinimumPollers: 9, MaximumPollers: 8 } },
    'MinimumPollers must be less than or equal to MaximumPollers.',
  ],
  [
    'provisioned pollers and a limit',
    'sqs',
    { ...pollers, ScalingConfig: { MaximumConcurrency: 2 } },
    'ScalingConfig cannot be used together with ProvisionedPollerConfig.',
  ],
  [
    'limited retries without provisioned pollers',
    'kafka',
    { MaximumRetryAttempts: 3 },
    'MaximumRetryAttempts is supported with ProvisionedPollerConfig only for Apache Kafka.',
  ],
  [
    'a starting position',
    'sqs',
    { StartingPosition: 'LATEST' },
    'StartingPosition is not valid for SQS event sources.',
  ],
  [
    'no starting position',
    'kinesis',
    { StartingPosition: undefined },
    "1 validation error detected: Value null at 'startingPosition' failed to satisfy constraint: Member must not be null.",
  ],
  [
    'a moment to start at',
    'dynamodb',
    { StartingPosition: 'AT_TIMESTAMP' },
    'Unsupported starting position for arn type: arn:source',
  ],
  [
    'a moment of the future',
    'kinesis',
    { StartingPosition: 'AT_TIMESTAMP', StartingPositionTimestamp: nowMs / 1000 + 1 },
    'StartingPositionTimestamp cannot be in the future.',
  ],
  [
    'missing credentials',
    'kafka',
    { SourceAccessConfigurations: undefined },
    "Required 'sourceAccessConfigurations' parameter is missing.",
  ],
  ['a missing topic', 'msk', { Topics: undefined }, "Required 'topics' parameter is missing."],
  ['a missing queue', 'mq', { Queues: undefined }, "Required 'queues' parameter is missing."],
]
for (const [what, kind, more, message] of refused)
  test(`${kind} refuses ${what}`, () => assert.equal(refusalOf(kind, more), message))

const kinds: [string | undefined, SourceKind | undefined][] = [
  [queue, 'sqs'],
  [`${queue}.fifo`, 'sqs-fifo'],
  ['arn:aws:kinesis:us-east-1:111111111111:stream/s', 'kinesis'],
  ['arn:aws:kinesis:us-east-1:111111111111:stream/s/consumer/c:1', 'kinesis'],
  ['arn:aws:dynamodb:us-east-1:111111111111:table/t/stream/2025-01-01T00:00:00.000', 'dynamodb'],
  ['arn:aws:dynamodb:us-east-1:111111111111:table/t', undefined],
  ['arn:aws:kafka:us-east-1:111111111111:cluster/c/uuid', 'msk'],
  ['arn:aws:mq:us-east-1:111111111111:broker:b:b-1', 'mq'],
  ['arn:aws:rds:us-east-1:111111111111:cluster:c', 'documentdb'],
  ['arn:aws:sns:us-east-1:111111111111:t', undefined],
  [undefined, undefined],
]
for (const [arn, kind] of kinds)
  test(`${arn ?? 'nothing'} is a source of kind ${kind}`, () => assert.equal(sourceKind({ EventSourceArn: arn }), kind))
