import type { ListCapacityProvidersRequest } from '@aws-sdk/client-lambda'
import { scopeKey } from '../../../lambda/keys.ts'
import type { Kinds } from '../../../lambda/resources.ts'
import { pageOf } from '../../rules/page.ts'
import type { OperationContext } from '../operation-context.ts'
import type { StoredProvider } from './capacity-provider.ts'

/** Lambda API: ListCapacityProviders. In order of names. */
export function listCapacityProviders(
  input: ListCapacityProvidersRequest,
  context: OperationContext,
): { CapacityProviders: StoredProvider[]; NextMarker?: string } {
  const { items, NextMarker } = pageOf(providersIn(context, input.State), input)
  return { CapacityProviders: items.map(({ configuration }) => configuration), ...(NextMarker && { NextMarker }) }
}

function* providersIn(
  { caller, catalog }: OperationContext,
  state?: string,
): Iterable<[string, Kinds['capacity-provider']]> {
  for (const entry of catalog.list('capacity-provider', `${scopeKey(caller)}/`))
    if (!state || entry[1].configuration.State === state) yield entry
}
