import type { UpdateFunctionEventInvokeConfigRequest } from '@aws-sdk/client-lambda'
import type { OperationContext } from '../operation-context.ts'
import {
  checkEventInvokeSettings,
  type EventInvokeConfig,
  eventInvokeTarget,
  refuseNoEventInvokeConfig,
  shownEventInvokeConfig,
} from './event-invoke-config.ts'

/** Lambda API: UpdateFunctionEventInvokeConfig. Changes what it names and keeps the rest. */
export function updateFunctionEventInvokeConfig(
  input: UpdateFunctionEventInvokeConfigRequest,
  context: OperationContext,
): EventInvokeConfig {
  const target = eventInvokeTarget(input, context)
  const { key } = target
  const record = context.catalog.get('event-invoke-config', key)
  if (!record) refuseNoEventInvokeConfig(target)
  checkEventInvokeSettings(input, target, context)
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = input
  const configuration = shownEventInvokeConfig({
    ...record.configuration,
    LastModified: context.clock.now() / 1000,
    ...(MaximumRetryAttempts !== undefined && { MaximumRetryAttempts }),
    ...(MaximumEventAgeInSeconds !== undefined && { MaximumEventAgeInSeconds }),
    DestinationConfig: { ...record.configuration.DestinationConfig, ...DestinationConfig },
  })
  context.commit([{ kind: 'event-invoke-config', key, value: { ...record, configuration } }])
  return configuration
}
