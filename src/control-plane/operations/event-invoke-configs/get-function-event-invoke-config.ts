import type { GetFunctionEventInvokeConfigRequest } from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import { type EventInvokeConfig, eventInvokeTarget, refuseNoEventInvokeConfig } from './event-invoke-config.ts'

/** Lambda API: GetFunctionEventInvokeConfig. */
export function getFunctionEventInvokeConfig(
  input: GetFunctionEventInvokeConfigRequest,
  context: OperationContext,
): EventInvokeConfig {
  const target = eventInvokeTarget(input, context)
  return context.catalog.get('event-invoke-config', target.key)?.configuration ?? refuseNoEventInvokeConfig(target)
}
