import { functionArn, layerArn, mappingArn, parseArn, parseFunctionReference, type Scope } from '../lambda/arn.ts'
import { functionKey, layerVersionKey, qualifiedKey } from '../lambda/keys.ts'

/** What an operation acts on, as policies name it (Service Authorization Reference: AWS Lambda). */
export interface Acted {
  /** `*` for operations on no resource. */
  arn: string
  /** Where the catalog keeps the resource's own policy. */
  policyKey?: string
  /** Whose it is. */
  account: string
}

/** From an operation's decoded input; nothing of it has been validated. */
export function resourceOf(operation: string, input: Readonly<Record<string, unknown>>, scope: Scope): Acted {
  const told = (member: string): string | undefined => {
    const value = input[member]
    return typeof value === 'string' && value !== '' ? value : typeof value === 'number' ? String(value) : undefined
  }
  const nothing: Acted = { arn: '*', account: scope.account }
  const named = told('FunctionName')
  // Mappings are resources of their own; their function is a condition.
  if (named !== undefined && !operation.includes('EventSourceMapping'))
    return actedFunction(named, told('Qualifier'), scope)
  const arn = told('Resource') ?? told('ResourceArn') ?? told('CodeSigningConfigArn') ?? told('DurableExecutionArn')
  if (arn !== undefined) return actedArn(arn, scope)
  const layer = told('LayerName') ?? told('Arn')
  if (layer !== undefined) return actedLayer(layer, told('VersionNumber'), scope)
  const uuid = told('UUID')
  if (uuid !== undefined) return { arn: mappingArn(scope, uuid), account: scope.account }
  const provider = told('CapacityProviderName')
  if (provider === undefined) return nothing
  if (parseArn(provider)) return actedArn(provider, scope)
  return {
    arn: `arn:aws:lambda:${scope.region}:${scope.account}:capacity-provider:${provider}`,
    account: scope.account,
  }
}

export function actedFunction(named: string, qualifier: string | undefined, scope: Scope): Acted {
  const reference = parseFunctionReference(named)
  const where = { account: reference.account ?? scope.account, region: reference.region ?? scope.region }
  const version = reference.qualifier ?? qualifier
  return {
    arn: functionArn(where, reference.name, version),
    policyKey:
      version === undefined ? functionKey(where, reference.name) : qualifiedKey(where, reference.name, version),
    account: where.account,
  }
}

function actedLayer(named: string, version: string | undefined, scope: Scope): Acted {
  const arn = parseArn(named)
  const [, name = named, inArn] = arn ? arn.resource.split(':') : []
  const where = arn ? ({ account: arn.account, region: arn.region } as Scope) : scope
  const number = version ?? inArn
  const base = layerArn(where, name)
  if (number === undefined) return { arn: base, account: where.account }
  return {
    arn: `${base}:${number}`,
    policyKey: layerVersionKey(where, name, Number(number)),
    account: where.account,
  }
}

function actedArn(arn: string, scope: Scope): Acted {
  const parts = parseArn(arn)
  const [kind, name, ...rest] = parts?.resource.split(':') ?? []
  if (parts && kind === 'function' && name !== undefined && !parts.resource.includes('/'))
    return {
      ...actedFunction([arn.slice(0, -parts.resource.length) + kind, name, ...rest].join(':'), undefined, scope),
    }
  return { arn, account: parts?.account || scope.account }
}
