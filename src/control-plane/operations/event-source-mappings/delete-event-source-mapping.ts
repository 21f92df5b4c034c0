import type { DeleteEventSourceMappingRequest } from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import { type MappingState, nextMappingState } from '../../lifecycle/mapping-state.ts'
import type { OperationContext } from '../operation-context.ts'
import { findMapping, type MappingConfiguration } from './mapping.ts'

/** Lambda API: DeleteEventSourceMapping. It is gone once its batches under way are through. */
export function deleteEventSourceMapping(
  input: DeleteEventSourceMappingRequest,
  context: OperationContext,
): MappingConfiguration {
  const { key, record } = findMapping(input.UUID!, context)
  const next = nextMappingState(record.configuration.State as MappingState, 'delete')
  if (!next || next === 'gone')
    refuse('ResourceInUseException', 'Cannot delete the event source mapping because it is in use.')
  const configuration = { ...record.configuration, State: next }
  context.commit([{ kind: 'event-source-mapping', key, value: { ...record, configuration } }])
  return configuration
}
