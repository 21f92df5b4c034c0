import type { DeleteFunctionEventInvokeConfigRequest } from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import { eventInvokeTarget, refuseNoEventInvokeConfig } from './event-invoke-config.ts'

/** Lambda API: DeleteFunctionEventInvokeConfig. */
export function deleteFunctionEventInvokeConfig(
  input: DeleteFunctionEventInvokeConfigRequest,
  context: OperationContext,
): Record<string, never> {
  const target = eventInvokeTarget(input, context)
  if (!context.catalog.get('event-invoke-config', target.key)) refuseNoEventInvokeConfig(target)
  context.commit([{ kind: 'event-invoke-config', key: target.key }])
  return {}
}
