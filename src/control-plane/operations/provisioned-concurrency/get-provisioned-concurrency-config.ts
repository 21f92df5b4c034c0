import type {
  GetProvisionedConcurrencyConfigRequest,
  GetProvisionedConcurrencyConfigResponse,
} from '@aws-sdk/client-lambda'
import { refuse } from '../../../lambda/refusals.ts'
import type { OperationContext } from '../operation-context.ts'
import { provisionedTarget, shownProvisioned } from './provisioned-target.ts'

/** Lambda API: GetProvisionedConcurrencyConfig. */
export function getProvisionedConcurrencyConfig(
  input: GetProvisionedConcurrencyConfigRequest,
  context: OperationContext,
): GetProvisionedConcurrencyConfigResponse {
  const record = context.catalog.get('provisioned-concurrency', provisionedTarget(input, context).key)
  if (record) return shownProvisioned(record)
  refuse('ProvisionedConcurrencyConfigNotFoundException', 'No Provisioned Concurrency Config found for this function')
}
