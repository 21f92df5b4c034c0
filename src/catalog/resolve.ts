import type { Random } from '../base/random.ts'
import { functionArn, latest, type Scope } from '../lambda/arn.ts'
import { aliasKey, functionKey, versionKey } from '../lambda/keys.ts'
import { functionNotFound } from '../lambda/refusals.ts'
import type { AliasRecord } from '../lambda/resources.ts'
import type { Catalog, Resolution } from './catalog.ts'

export interface Target extends Scope {
  name: string
  /** Version number, alias or `$LATEST`; absent: `$LATEST`, and the ARN stays unqualified. */
  qualifier?: string
}

export function resolve(catalog: Catalog, target: Target, random: Random): Resolution {
  const { name, qualifier } = target
  const invokedArn = functionArn(target, name, qualifier)
  const fn = catalog.get('function', functionKey(target, name))
  // Without a qualifier AWS names the version it looked for all the same (recorded answer).
  const missing = () => ({
    found: false as const,
    because: functionNotFound(functionArn(target, name, qualifier ?? latest)),
  })
  if (!fn) return missing()
  const alias = namesVersion(qualifier) ? undefined : catalog.get('alias', aliasKey(target, name, qualifier!))
  if (!alias && !namesVersion(qualifier)) return missing()
  const executedVersion = alias ? routeAlias(alias, random) : (qualifier ?? latest)
  const version = catalog.get('version', versionKey(target, name, executedVersion))
  if (!version) return missing()
  return { found: true, function: fn, version, alias, executedVersion, invokedArn }
}

/** An alias's name never is a number (Lambda API: CreateAlias). */
const namesVersion = (qualifier: string | undefined): boolean =>
  qualifier === undefined || qualifier === latest || /^\d+$/.test(qualifier)

/** One draw a request (Lambda Developer Guide: weighted alias). Weights name the additional versions; the rest is the alias's own. */
function routeAlias({ configuration }: AliasRecord, random: Random): string {
  const weights = configuration.RoutingConfig?.AdditionalVersionWeights
  if (!weights) return configuration.FunctionVersion!
  let draw = random.next()
  for (const version in weights) {
    draw -= weights[version]!
    if (draw < 0) return version
  }
  return configuration.FunctionVersion!
}
