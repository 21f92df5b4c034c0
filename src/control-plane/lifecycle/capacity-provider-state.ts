import type { CapacityProviderState } from '@aws-sdk/client-lambda'

/** `ready`, `failed` and `gone` tell that a change is through; the others ask for one. */
export type CapacityProviderSignal = 'ready' | 'failed' | 'update' | 'delete' | 'gone'

/** Lambda API: CapacityProvider, State. */
const successor: Record<
  CapacityProviderState,
  Partial<Record<CapacityProviderSignal, CapacityProviderState | 'gone'>>
> = {
  Pending: { ready: 'Active', failed: 'Failed' },
  Active: { update: 'Pending', delete: 'Deleting' },
  Failed: { delete: 'Deleting' },
  Deleting: { gone: 'gone' },
}

/** The state after a signal; undefined when a provider in this state has to refuse it. */
export function nextCapacityProviderState(
  state: CapacityProviderState,
  signal: CapacityProviderSignal,
): CapacityProviderState | 'gone' | undefined {
  return successor[state][signal]
}
