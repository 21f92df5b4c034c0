import type { DeleteCapacityProviderRequest } from '@aws-sdk/client-lambda'
import { lambdaInstant } from '../../../base/instant.ts'
import { refuse } from '../../../lambda/refusals.ts'
import { nextCapacityProviderState } from '../../lifecycle/capacity-provider-state.ts'
import type { OperationContext } from '../operation-context.ts'
import { findCapacityProvider, type StoredProvider, versionsOn } from './capacity-provider.ts'

/** Lambda API: DeleteCapacityProvider. Not while a function version runs on it. */
export function deleteCapacityProvider(
  input: DeleteCapacityProviderRequest,
  context: OperationContext,
): { CapacityProvider: StoredProvider } {
  const { key, record } = findCapacityProvider(input.CapacityProviderName!, context)
  const { State, CapacityProviderArn: arn } = record.configuration
  for (const _ of versionsOn(arn!, context))
    refuse('ResourceConflictException', `Capacity provider ${arn} cannot be deleted while function versions use it.`)
  const next = nextCapacityProviderState(State!, 'delete')
  if (!next || next === 'gone')
    refuse('ResourceConflictException', `Capacity provider ${arn} cannot be deleted while it is ${State}.`)
  const configuration = { ...record.configuration, State: next, LastModified: lambdaInstant(context.clock.now()) }
  context.commit([{ kind: 'capacity-provider', key, value: { ...record, configuration } }])
  return { CapacityProvider: configuration }
}
