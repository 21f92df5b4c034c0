import type { GetCapacityProviderRequest } from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import { findCapacityProvider, type StoredProvider } from './capacity-provider.ts'

/** Lambda API: GetCapacityProvider. */
export function getCapacityProvider(
  input: GetCapacityProviderRequest,
  context: OperationContext,
): { CapacityProvider: StoredProvider } {
  return { CapacityProvider: findCapacityProvider(input.CapacityProviderName!, context).record.configuration }
}
