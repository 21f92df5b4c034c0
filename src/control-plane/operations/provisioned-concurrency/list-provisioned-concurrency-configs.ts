import type {
  ListProvisionedConcurrencyConfigsRequest,
  ListProvisionedConcurrencyConfigsResponse,
} from '@aws-sdk/client-lambda'
import { functionArn } from '../../../lambda/arn.ts'
import { functionKey } from '../../../lambda/keys.ts'
import { functionNotFound, Refused } from '../../../lambda/refusals.ts'
import { functionTarget } from '../../rules/function-target.ts'
import { pageOf } from '../../rules/page.ts'
import type { OperationContext } from '../operation-context.ts'
import { shownProvisioned } from './provisioned-target.ts'

/** Lambda API: ListProvisionedConcurrencyConfigs. In order of qualifiers. */
export function listProvisionedConcurrencyConfigs(
  input: ListProvisionedConcurrencyConfigsRequest,
  context: OperationContext,
): ListProvisionedConcurrencyConfigsResponse {
  const target = functionTarget(input, context)
  const key = functionKey(target, target.name)
  if (!context.catalog.get('function', key)) throw new Refused(functionNotFound(functionArn(target, target.name)))
  const { items, NextMarker } = pageOf(context.catalog.list('provisioned-concurrency', `${key}/`), input)
  return {
    ProvisionedConcurrencyConfigs: items.map((record) => ({
      FunctionArn: functionArn(record, record.name, record.qualifier),
      ...shownProvisioned(record),
    })),
    ...(NextMarker && { NextMarker }),
  }
}
