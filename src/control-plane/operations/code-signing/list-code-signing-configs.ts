import type { ListCodeSigningConfigsRequest, ListCodeSigningConfigsResponse } from '@aws-sdk/client-lambda'
import { scopeKey } from '../../../lambda/keys.ts'
import { pageOf } from '../../rules/page.ts'
import type { OperationContext } from '../operation-context.ts'

/** Lambda API: ListCodeSigningConfigs. */
export function listCodeSigningConfigs(
  input: ListCodeSigningConfigsRequest,
  { caller, catalog }: OperationContext,
): ListCodeSigningConfigsResponse {
  const { items, NextMarker } = pageOf(catalog.list('code-signing-config', `${scopeKey(caller)}/`), input)
  return { CodeSigningConfigs: items.map(({ configuration }) => configuration), ...(NextMarker && { NextMarker }) }
}
