import { join } from 'node:path'
import { QueueDoesNotExist } from '@aws-sdk/client-sqs'
import { clientOptions } from '../async-plane/destinations/aws-target.io.ts'
import { systemRandom } from '../base/random.io.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { SourceProbe } from '../control-plane/control-plane.ts'
import { openSqliteCheckpoints } from '../engines/sqlite/checkpoints.io.ts'
import { latest } from '../lambda/arn.ts'
import { versionKey } from '../lambda/keys.ts'
import type { MappingRecord } from '../lambda/resources.ts'
import type { LeaseKeeper } from '../leases/leases.ts'
import { DynamoConnector } from '../pollers/dynamodb/dynamodb-connector.io.ts'
import { KinesisConnector } from '../pollers/kinesis/kinesis-connector.io.ts'
import { consumerOf, openFanOut } from '../pollers/kinesis/kinesis-fan-out.io.ts'
import {
  failureRecord,
  MappingFleet,
  type MappingPoller,
  SqsPoller,
  StreamPoller,
  type TellBatch,
} from '../pollers/pollers.ts'
import { SqsConnector } from '../pollers/sqs/sqs-connector.io.ts'
import type { Invoker } from '../sync-plane/sync-plane.ts'
import type { EventJourneys } from '../telemetry/telemetry.ts'
import type { Clocks } from './clocks.io.ts'
import { patientQueue } from './patient-queue.io.ts'
import { tellFailure } from './stream-failures.io.ts'

export interface MappingRoleParts {
  dataDirectory: string
  clocks: Clocks
  catalog: Catalog
  leases: LeaseKeeper
  invoker: Invoker
  journeys: EventJourneys
  endpointOf: (service: string) => string | undefined
  /** Writes the last result of a mapping down. */
  report: (key: string, result: string) => Promise<unknown>
  complain: (error: unknown) => void
}

const isOfTable = (arn: string): boolean => /^arn:[^:]+:dynamodb:/.test(arn)

/** Asks for a queue or a stream before a mapping of it is made, where somebody has said which service is asked. */
export function openSourceProbe(endpointOf: (service: string) => string | undefined): SourceProbe {
  return {
    async queue(arn) {
      const endpoint = endpointOf('SQS')
      if (endpoint === undefined) return { visibilityTimeoutSeconds: Number.POSITIVE_INFINITY }
      try {
        const connector = new SqsConnector(arn, { endpoint, options: clientOptions(endpoint) })
        return { visibilityTimeoutSeconds: await connector.visibilityTimeoutSeconds() }
      } catch (error) {
        if (error instanceof QueueDoesNotExist) return undefined
        throw error
      }
    },
    async streamExists(arn) {
      const dynamo = isOfTable(arn)
      const endpoint = endpointOf(dynamo ? 'DYNAMODB_STREAMS' : 'KINESIS')
      // Whether it is there shows when it is read.
      if (endpoint === undefined) return true
      const options = clientOptions(endpoint)
      if (dynamo) return await new DynamoConnector(arn, options).exists()
      return await new KinesisConnector(consumerOf(arn) ?? arn, '', options).exists()
    },
  }
}

/** Pollers for the mappings whose sources can be read here. */
export function openMappingRole({ dataDirectory, clocks, endpointOf, invoker, journeys, ...parts }: MappingRoleParts) {
  const checkpoints = openSqliteCheckpoints(join(dataDirectory, 'checkpoints.sqlite'))
  const { machine, platform: clock } = clocks
  const common = { clock, random: systemRandom, invoker, complain: parts.complain }
  const streams = { ...common, machine, clocks, catalog: parts.catalog, checkpoints, endpointOf }
  const open = (mapping: MappingRecord, work: MappingWork): MappingPoller | undefined => {
    const { EventSourceArn: arn = '' } = mapping.configuration
    const onBatch = followBatches(mapping, journeys)
    if (/^arn:[^:]+:sqs:/.test(arn)) {
      const endpoint = endpointOf('SQS')
      const connector = new SqsConnector(arn, { endpoint, options: clientOptions(endpoint) })
      const queue = patientQueue(connector, clocks)
      return new SqsPoller({ ...common, mapping, connector: queue, counts: work.counts, onBatch })
    }
    return openStream(mapping, work, { ...streams, onBatch })
  }
  const forget = (key: string) => checkpoints.forget(`${key}/`)
  const fleet = new MappingFleet({ ...parts, clock, machine, open, forget })
  return {
    views: () => fleet.views(),
    async close() {
      await fleet.close()
      checkpoints.close()
    },
  }
}

/** From a mapping's records to the requests that carry them. */
function followBatches({ configuration }: MappingRecord, journeys: EventJourneys): TellBatch {
  const { EventSourceArn: source = '', FunctionArn = '', UUID: mapping = '' } = configuration
  return ({ requestId, records, shard }) => {
    const [first = '', last = ''] = [records[0], records.at(-1)]
    journeys.note(requestId, FunctionArn, {
      hop: 'batched',
      mapping,
      source,
      ...(shard !== undefined && { shard }),
      records: records.length,
      first,
      last,
    })
    journeys.carried(requestId, records)
  }
}

type MappingWork = Parameters<ConstructorParameters<typeof MappingFleet>[0]['open']>[1]

interface StreamParts
  extends Omit<ConstructorParameters<typeof StreamPoller>[0], 'mapping' | keyof MappingWork | 'connector' | 'tell'> {
  catalog: Catalog
  clocks: Clocks
  endpointOf: (service: string) => string | undefined
}

function openStream(mapping: MappingRecord, work: MappingWork, parts: StreamParts): StreamPoller | undefined {
  const { EventSourceArn: streamArn = '', FunctionArn: functionArn = '' } = mapping.configuration
  const kind = /^arn:[^:]+:(kinesis|dynamodb):/.exec(streamArn)?.[1] as 'kinesis' | 'dynamodb' | undefined
  if (!kind) return undefined
  const role = parts.catalog.get('version', versionKey(mapping, mapping.functionName, latest))?.configuration.Role ?? ''
  const connector = openConnector(streamArn, role, parts)
  const tell: ConstructorParameters<typeof StreamPoller>[0]['tell'] = async (shard, records, why) => {
    const destination = mapping.configuration.DestinationConfig?.OnFailure?.Destination
    if (!destination) return false
    const unqualified = functionArn.split(':').slice(0, 7).join(':')
    const record = failureRecord({
      kind,
      streamArn,
      shard,
      functionArn: unqualified,
      records,
      why,
      nowMs: parts.clock.now(),
    })
    const payload = { Records: records.map(({ json }) => JSON.parse(json) as object) }
    return tellFailure(destination, { record, payload, shard, mapping }, parts)
  }
  return new StreamPoller({ ...parts, ...work, mapping, connector, tell })
}

function openConnector(
  arn: string,
  role: string,
  { clocks, endpointOf }: StreamParts,
): ConstructorParameters<typeof StreamPoller>[0]['connector'] {
  if (isOfTable(arn)) return clocks.watched(new DynamoConnector(arn, clientOptions(endpointOf('DYNAMODB_STREAMS'))))
  const client = clientOptions(endpointOf('KINESIS'))
  // A consumer is always being read, even while time stands still: no step through time waits for that.
  return consumerOf(arn)
    ? openFanOut(arn, { clock: clocks.machine, role, client })
    : clocks.watched(new KinesisConnector(arn, role, client))
}
