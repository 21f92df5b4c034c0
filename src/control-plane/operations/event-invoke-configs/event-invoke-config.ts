import type { FunctionEventInvokeConfig, PutFunctionEventInvokeConfigRequest } from '@aws-sdk/client-lambda'
import { functionArn, latest, parseFunctionReference } from '../../../lambda/arn.ts'
import { qualifiedKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { Kept } from '../../../lambda/resources.ts'
import { checkEventDestinations } from '../../rules/event-destination.ts'
import { type FunctionTarget, findVersion, functionTarget, targetArn } from '../../rules/function-target.ts'
import type { OperationContext } from '../operation-context.ts'

export type EventInvokeConfig = Kept<FunctionEventInvokeConfig>
type Settings = Pick<
  PutFunctionEventInvokeConfigRequest,
  'MaximumRetryAttempts' | 'MaximumEventAgeInSeconds' | 'DestinationConfig'
>

/** Which configuration a request is about: each version, alias and `$LATEST` has its own. */
export function eventInvokeTarget(
  named: { FunctionName?: string; Qualifier?: string },
  context: OperationContext,
): FunctionTarget & { key: string } {
  const target = functionTarget(named, context)
  const qualifier = target.qualifier ?? latest
  return { ...target, qualifier, key: qualifiedKey(target, target.name, qualifier) }
}

export function refuseNoEventInvokeConfig(target: FunctionTarget): never {
  refuse('ResourceNotFoundException', `The function ${targetArn(target)} doesn't have an EventInvokeConfig`)
}

/** What Put and Update have in common; unset members stay away, destinations are always shown. */
export function checkEventInvokeSettings(settings: Settings, target: FunctionTarget, context: OperationContext): void {
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds, DestinationConfig } = settings
  if (MaximumRetryAttempts === undefined && MaximumEventAgeInSeconds === undefined && DestinationConfig === undefined)
    refuse('InvalidParameterValueException', 'You must specify at least one of error handling or destination setting.')
  if (!findVersion(context, target)) refuse('ResourceNotFoundException', "The function doesn't exist.")
  checkEventDestinations(DestinationConfig, functionArn(target, target.name), (arn) =>
    // A destination may be another account's.
    Boolean(findVersion(context, { ...target, ...parseFunctionReference(arn) })),
  )
}

export function shownEventInvokeConfig(config: EventInvokeConfig): EventInvokeConfig {
  const { OnSuccess = {}, OnFailure = {} } = config.DestinationConfig ?? {}
  return {
    ...config,
    DestinationConfig: { OnSuccess: withDestination(OnSuccess), OnFailure: withDestination(OnFailure) },
  }
}

/** An empty destination takes one away. */
const withDestination = ({ Destination }: { Destination?: string }) => (Destination ? { Destination } : {})
