import type { PutFunctionEventInvokeConfigRequest } from '@aws-sdk/client-lambda'
import { targetArn } from '../../rules/function-target.ts'
import type { OperationContext } from '../operation-context.ts'
import {
  checkEventInvokeSettings,
  type EventInvokeConfig,
  eventInvokeTarget,
  shownEventInvokeConfig,
} from './event-invoke-config.ts'

/** Lambda API: PutFunctionEventInvokeConfig. Replaces what was there. */
export function putFunctionEventInvokeConfig(
  input: PutFunctionEventInvokeConfigRequest,
  context: OperationContext,
): EventInvokeConfig {
  const target = eventInvokeTarget(input, context)
  checkEventInvokeSettings(input, target, context)
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = input
  const configuration = shownEventInvokeConfig({
    LastModified: context.clock.now() / 1000,
    FunctionArn: targetArn(target),
    ...(MaximumRetryAttempts !== undefined && { MaximumRetryAttempts }),
    ...(MaximumEventAgeInSeconds !== undefined && { MaximumEventAgeInSeconds }),
    DestinationConfig,
  })
  const { account, region, key } = target
  context.commit([{ kind: 'event-invoke-config', key, value: { account, region, configuration } }])
  return configuration
}
