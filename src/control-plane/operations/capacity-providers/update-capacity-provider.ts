import type { UpdateCapacityProviderRequest } from '@aws-sdk/client-lambda'
import { lambdaInstant } from '../../../base/instant.ts'
import { refuse } from '../../../lambda/refusals.ts'
import { nextCapacityProviderState } from '../../lifecycle/capacity-provider-state.ts'
import { checkCapacityProviderSettings } from '../../rules/capacity-provider-settings.ts'
import type { OperationContext } from '../operation-context.ts'
import { findCapacityProvider, type StoredProvider } from './capacity-provider.ts'

/** Lambda API: UpdateCapacityProvider. */
export function updateCapacityProvider(
  input: UpdateCapacityProviderRequest,
  context: OperationContext,
): { CapacityProvider: StoredProvider } {
  const { key, record } = findCapacityProvider(input.CapacityProviderName!, context)
  const { CapacityProviderScalingConfig: scaling, PropagateTags, TelemetryConfig } = input
  const { State, CapacityProviderArn, ...settings } = record.configuration
  const next = nextCapacityProviderState(State!, 'update')
  if (!next || next === 'gone')
    refuse(
      'ResourceConflictException',
      `Capacity provider ${CapacityProviderArn} cannot be updated while it is ${State}.`,
    )
  const configuration = {
    CapacityProviderArn,
    State: next,
    ...settings,
    ...(scaling && { CapacityProviderScalingConfig: { ...settings.CapacityProviderScalingConfig, ...scaling } }),
    ...(PropagateTags && { PropagateTags }),
    ...(TelemetryConfig && { TelemetryConfig }),
    LastModified: lambdaInstant(context.clock.now()),
  }
  checkCapacityProviderSettings(configuration)
  context.commit([{ kind: 'capacity-provider', key, value: { ...record, configuration } }])
  return { CapacityProvider: configuration }
}
