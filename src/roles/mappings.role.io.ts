import { QueueDoesNotExist } from '@aws-sdk/client-sqs'
import { clientOptions } from '../async-plane/destinations/aws-target.io.ts'
import { systemClock } from '../base/clock.io.ts'
import { systemRandom } from '../base/random.io.ts'
import type { Catalog } from '../catalog/catalog.ts'
import type { SourceProbe } from '../control-plane/control-plane.ts'
import type { MappingRecord } from '../lambda/resources.ts'
import type { LeaseKeeper } from '../leases/leases.ts'
import { type MappingCounts, MappingFleet, type MappingPoller, SqsPoller } from '../pollers/pollers.ts'
import { SqsConnector } from '../pollers/sqs/sqs-connector.io.ts'
import type { Invoker } from '../sync-plane/sync-plane.ts'

export interface MappingRoleParts {
  catalog: Catalog
  leases: LeaseKeeper
  invoker: Invoker
  endpointOf: (service: string) => string | undefined
  complain: (error: unknown) => void
}

/** Asks for a queue before a mapping of it is made, where somebody has said which service is asked. */
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
    // Streams are not polled: nobody has said where they are.
    streamExists: () => Promise.resolve(true),
  }
}

/** Pollers for the mappings whose sources can be read here. */
export function openMappingRole({ endpointOf, invoker, ...parts }: MappingRoleParts): MappingFleet {
  const common = { clock: systemClock, random: systemRandom, invoker, complain: parts.complain }
  const open = (mapping: MappingRecord, counts: MappingCounts): MappingPoller | undefined => {
    const { EventSourceArn = '' } = mapping.configuration
    if (!/^arn:[^:]+:sqs:/.test(EventSourceArn)) return undefined
    const endpoint = endpointOf('SQS')
    const connector = new SqsConnector(EventSourceArn, { endpoint, options: clientOptions(endpoint) })
    return new SqsPoller({ ...common, mapping, connector, counts })
  }
  return new MappingFleet({ ...parts, clock: systemClock, open })
}
