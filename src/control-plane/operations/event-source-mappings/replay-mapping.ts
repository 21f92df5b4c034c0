import { refuse } from '../../../lambda/refusals.ts'
import { sourceKind } from '../../rules/mapping-source.ts'
import type { OperationContext } from '../operation-context.ts'
import { findMapping, type MappingConfiguration } from './mapping.ts'

/** Operation `roost:ReplayMapping`: its stream is read again, from a moment on, or all that it still has. */
export function replayMapping(
  { UUID, since }: { UUID: string; since?: number },
  context: OperationContext,
): MappingConfiguration {
  const { key, record } = findMapping(UUID, context)
  const kind = sourceKind(record.configuration)
  if (kind !== 'kinesis' && kind !== 'dynamodb')
    refuse('InvalidParameterValueException', 'Only streams keep what was read: there is nothing to replay.')
  const replay = { id: context.random.uuid(), ...(since !== undefined && { since }) }
  context.commit([{ kind: 'event-source-mapping', key, value: { ...record, replay } }])
  return record.configuration
}
