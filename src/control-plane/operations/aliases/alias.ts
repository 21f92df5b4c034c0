import type { AliasConfiguration, AliasRoutingConfiguration } from '@aws-sdk/client-lambda'
import { functionArn, latest, type Scope } from '../../../lambda/arn.ts'
import { aliasKey, versionKey } from '../../../lambda/keys.ts'
import { functionNotFound, Refused, refuse } from '../../../lambda/refusals.ts'
import type { AliasRecord } from '../../../lambda/resources.ts'
import { functionTarget } from '../../rules/function-target.ts'
import type { OperationContext } from '../operation-context.ts'

export interface AliasTarget extends Scope {
  name: string
  alias: string
  key: string
  arn: string
}

/** The alias that a request names; not yet looked up. */
export function aliasTarget(named: { FunctionName?: string; Name?: string }, context: OperationContext): AliasTarget {
  const { account, region, name } = functionTarget({ FunctionName: named.FunctionName }, context)
  const alias = named.Name!
  const scope = { account, region }
  return { ...scope, name, alias, key: aliasKey(scope, name, alias), arn: functionArn(scope, name, alias) }
}

export function existingAlias(target: AliasTarget, { catalog }: OperationContext): AliasRecord {
  return catalog.get('alias', target.key) ?? refuse('ResourceNotFoundException', `Cannot find alias arn: ${target.arn}`)
}

/** Where an alias points: both versions must be there, and be two (Lambda Developer Guide: weighted aliases). */
export function checkRouting(
  target: AliasTarget,
  version: string,
  routing: AliasRoutingConfiguration | undefined,
  { catalog }: OperationContext,
): void {
  const further = Object.keys(routing?.AdditionalVersionWeights ?? {})
  if (further.length > 1)
    refuse('InvalidParameterValueException', 'Number of items in AdditionalVersionWeights cannot be greater than 1')
  if (further.includes(version))
    refuse(
      'InvalidParameterValueException',
      `Invalid function version ${version}. Function version ${version} is already included in routing configuration.`,
    )
  if (further.length > 0 && version === latest)
    refuse('InvalidParameterValueException', '$LATEST is not supported for an alias pointing to more than 1 version', {
      untyped: true,
    })
  for (const each of [version, ...further])
    if (!catalog.get('version', versionKey(target, target.name, each)))
      throw new Refused(functionNotFound(functionArn(target, target.name, each)))
}

/** Without weights there is no routing to speak of. */
export function withRouting(
  alias: AliasConfiguration,
  routing: AliasRoutingConfiguration | undefined,
): AliasConfiguration {
  const { RoutingConfig: _, ...plain } = alias
  const weights = routing?.AdditionalVersionWeights ?? {}
  return Object.keys(weights).length === 0 ? plain : { ...plain, RoutingConfig: { AdditionalVersionWeights: weights } }
}
