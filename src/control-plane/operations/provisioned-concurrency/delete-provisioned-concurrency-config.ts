import type { DeleteProvisionedConcurrencyConfigRequest } from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import { provisionedTarget } from './provisioned-target.ts'

/** Lambda API: DeleteProvisionedConcurrencyConfig. What is not there is deleted already. */
export function deleteProvisionedConcurrencyConfig(
  input: DeleteProvisionedConcurrencyConfigRequest,
  context: OperationContext,
): Record<string, never> {
  const { key } = provisionedTarget(input, context)
  if (context.catalog.get('provisioned-concurrency', key)) context.commit([{ kind: 'provisioned-concurrency', key }])
  return {}
}
