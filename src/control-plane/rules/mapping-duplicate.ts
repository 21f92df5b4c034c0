import { refuse } from '../../lambda/refusals.ts'
import type { MappingRecord } from '../../lambda/resources.ts'
import { type SourceKind, sourceKind } from './mapping-source.ts'

type Configuration = MappingRecord['configuration']

/** One function reads a source once. `others` are the mappings of the scope; the one that is checked is passed over. */
export function refuseDuplicateMapping(
  mapping: Configuration,
  others: Iterable<readonly [string, MappingRecord]>,
): void {
  const kind = sourceKind(mapping)
  for (const [, { configuration: other }] of others)
    if (
      kind &&
      other.UUID !== mapping.UUID &&
      other.FunctionArn === mapping.FunctionArn &&
      readsTheSame(mapping, other)
    )
      refuse(
        'ResourceConflictException',
        `${sentence[kind](mapping)} already exists. Please update or delete the existing mapping with UUID ${other.UUID}`,
      )
}

function readsTheSame(mapping: Configuration, other: Configuration): boolean {
  if (mapping.EventSourceArn !== other.EventSourceArn) return false
  if (mapping.EventSourceArn === undefined && !overlap(bootstrapOf(mapping), bootstrapOf(other))) return false
  return mapping.Topics === undefined || overlap(mapping.Topics, other.Topics ?? [])
}

const bootstrapOf = (mapping: Configuration): readonly string[] =>
  mapping.SelfManagedEventSource?.Endpoints?.KAFKA_BOOTSTRAP_SERVERS ?? []

const overlap = (some: readonly string[], others: readonly string[]): boolean =>
  some.some((each) => others.includes(each))

const functionName = (arn = ''): string => arn.split(':').slice(6).join(':')

const ofQueue = (mapping: Configuration): string =>
  `An event source mapping with SQS arn (" ${mapping.EventSourceArn} ") and function (" ${functionName(mapping.FunctionArn)} ")`
const ofArn = (mapping: Configuration): string =>
  `The event source arn (" ${mapping.EventSourceArn} ") and function (" ${functionName(mapping.FunctionArn)} ") provided mapping`
const ofTopic = (mapping: Configuration): string => {
  const source = mapping.EventSourceArn ?? bootstrapOf(mapping).join(',')
  const topics = (mapping.Topics ?? []).join(',')
  return `An event source mapping with event source ("${source}"), function ("${mapping.FunctionArn}"), topics ("${topics}")`
}

const sentence: Readonly<Record<SourceKind, (mapping: Configuration) => string>> = {
  sqs: ofQueue,
  'sqs-fifo': ofQueue,
  kinesis: ofArn,
  dynamodb: ofArn,
  msk: ofTopic,
  kafka: ofTopic,
  mq: ofArn,
  documentdb: ofArn,
}
