import { clientOptions } from '../async-plane/destinations/aws-target.io.ts'
import { systemClock } from '../base/clock.io.ts'
import { systemRandom } from '../base/random.io.ts'
import type { Catalog } from '../catalog/catalog.ts'
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
