import type { GetEventSourceMappingRequest } from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import { findMapping, type MappingConfiguration } from './mapping.ts'

/** Lambda API: GetEventSourceMapping. */
export function getEventSourceMapping(
  input: GetEventSourceMappingRequest,
  context: OperationContext,
): MappingConfiguration {
  return findMapping(input.UUID!, context).record.configuration
}
