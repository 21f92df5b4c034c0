import { invariant } from '../../base/invariant.ts'

/** Lambda API: EventSourceMappingConfiguration, State. */
export type MappingState = 'Creating' | 'Enabling' | 'Enabled' | 'Disabling' | 'Disabled' | 'Updating' | 'Deleting'

/** `enabled`, `disabled` and `deleted` tell that a change is through; the others ask for one. */
export type MappingSignal = 'enable' | 'disable' | 'update' | 'delete' | 'enabled' | 'disabled' | 'deleted'

const successor: Record<MappingState, Partial<Record<MappingSignal, MappingState | 'gone'>>> = {
  Creating: { enabled: 'Enabled', disabled: 'Disabled' },
  Enabling: { enabled: 'Enabled' },
  Enabled: { disable: 'Disabling', update: 'Updating', delete: 'Deleting' },
  Disabling: { disabled: 'Disabled' },
  Disabled: { enable: 'Enabling', update: 'Updating', delete: 'Deleting' },
  Updating: { enabled: 'Enabled', disabled: 'Disabled' },
  Deleting: { deleted: 'gone' },
}

/** The state after a signal; undefined when the mapping is in use by another change, and has to refuse this one. */
export function nextMappingState(state: MappingState, signal: MappingSignal): MappingState | 'gone' | undefined {
  return successor[state][signal]
}

/** The signal that ends a change which is under way; undefined for a mapping at rest. */
export function endOfChange(state: MappingState, enabled: boolean): MappingSignal | undefined {
  const ends = (['deleted', enabled ? 'enabled' : 'disabled'] as const).filter((signal) => successor[state][signal])
  invariant(ends.length <= 1, 'a change of a mapping ends in one way')
  return ends[0]
}
