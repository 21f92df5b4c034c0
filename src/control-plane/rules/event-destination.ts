import type { DestinationConfig } from '@aws-sdk/client-lambda'
import { parseArn, parseFunctionReference } from '../../lambda/arn.ts'
import { refuse } from '../../lambda/refusals.ts'

type Outcome = 'onSuccess' | 'onFailure'

/** Where an asynchronous invocation's outcome may go (Lambda Developer Guide: asynchronous invocation, destinations). */
const services: Readonly<Record<Outcome, readonly string[]>> = {
  onSuccess: ['sqs', 'sns', 'lambda', 'events'],
  onFailure: ['sqs', 'sns', 'lambda', 'events', 's3'],
}

/**
 * Refuses destinations that a function's events cannot go to. `ownArn` is the function's unqualified ARN;
 * `exists` tells whether the function, version or alias of an ARN is there.
 */
export function checkEventDestinations(
  config: DestinationConfig | undefined,
  ownArn: string,
  exists: (functionArn: string) => boolean,
): void {
  for (const outcome of ['onSuccess', 'onFailure'] as const) {
    const arn = (outcome === 'onSuccess' ? config?.OnSuccess : config?.OnFailure)?.Destination
    if (!arn) continue
    const { service, resource } = parseArn(arn) ?? { service: '', resource: '' }
    if (!services[outcome].includes(service) || resource.endsWith('.fifo')) refuseDestination(outcome, arn)
    if (service !== 'lambda') continue
    if (`${arn}:`.startsWith(`${ownArn}:`))
      refuse('InvalidParameterValueException', "You can't specify the function as a destination for itself.")
    if (!resource.startsWith('function:') || !parseFunctionReference(arn).name || !exists(arn))
      refuse('InvalidParameterValueException', `The destination ARN ${arn} is invalid.`)
  }
}

/** AWS prints the request as its own code does. */
function refuseDestination(outcome: Outcome, arn: string): never {
  const shown =
    outcome === 'onSuccess'
      ? `onSuccess=OnSuccess(destination=${arn}), onFailure=null`
      : `onSuccess=null, onFailure=OnFailure(destination=${arn})`
  refuse('InvalidParameterValueException', `The provided destination config DestinationConfig(${shown}) is invalid.`)
}
