import type { UpdateEventSourceMappingRequest } from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import type { Kept, MappingRecord } from '../../../lambda/resources.ts'
import { type MappingSignal, type MappingState, nextMappingState } from '../../lifecycle/mapping-state.ts'
import { changedMapping } from '../../rules/mapping-configuration.ts'
import { refuseDuplicateMapping } from '../../rules/mapping-duplicate.ts'
import { checkMappedFunction } from '../../rules/mapping-function.ts'
import { checkMappingSettings } from '../../rules/mapping-settings.ts'
import { sourceKind, sourceRules } from '../../rules/mapping-source.ts'
import type { OperationContext } from '../operation-context.ts'
import { findMapping, type MappingConfiguration, mappedFunction, mappingsOf } from './mapping.ts'

type Input = Kept<UpdateEventSourceMappingRequest>

/** Lambda API: UpdateEventSourceMapping. New settings are seen at once, and in force a little later. */
export function updateEventSourceMapping(input: Input, context: OperationContext): MappingConfiguration {
  const { key, record } = findMapping(input.UUID!, context)
  const kind = sourceKind(record.configuration)!
  const State = stateAfter(record, input)
  const fn = input.FunctionName === undefined ? undefined : mappedFunction(input.FunctionName, context)
  const configuration: MappingConfiguration = {
    ...changedMapping(kind, record.configuration, input),
    ...(fn && { FunctionArn: fn.arn }),
    State,
    StateTransitionReason: sourceRules[kind].userChange,
    LastModified: context.clock.now() / 1000,
  }
  checkMappingSettings(kind, input, configuration)
  if (fn) {
    checkMappedFunction(kind, fn.version)
    refuseDuplicateMapping(configuration, mappingsOf(context))
  }
  const { enabled: was, functionName } = record
  const value = { ...record, configuration, enabled: input.Enabled ?? was, functionName: fn?.name ?? functionName }
  context.commit([{ kind: 'event-source-mapping', key, value }])
  return configuration
}

function stateAfter({ configuration, enabled }: MappingRecord, { Enabled }: Input): MappingState {
  const signal: MappingSignal = Enabled === undefined || Enabled === enabled ? 'update' : Enabled ? 'enable' : 'disable'
  const next = nextMappingState(configuration.State as MappingState, signal)
  if (next && next !== 'gone') return next
  return refuse('ResourceInUseException', 'Cannot update the event source mapping because it is in use.')
}
