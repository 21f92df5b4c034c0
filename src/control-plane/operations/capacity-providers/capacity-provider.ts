import type { CapacityProvider } from '@aws-sdk/client-lambda'
import { parseArn, type Scope } from '../../../lambda/arn.ts'
import { scopeKey } from '../../../lambda/keys.ts'
import { refuse } from '../../../lambda/refusals.ts'
import type { Kept, Kinds, VersionRecord } from '../../../lambda/resources.ts'
import type { OperationContext } from '../operation-context.ts'

export type StoredProvider = Kept<CapacityProvider>

export const capacityProviderArn = ({ region, account }: Scope, name: string): string =>
  `arn:aws:lambda:${region}:${account}:capacity-provider:${name}`

export const capacityProviderKey = (scope: Scope, name: string): string => `${scopeKey(scope)}/${name}`

export const capacityProviderName = (named: string): string =>
  parseArn(named)?.resource.slice('capacity-provider:'.length) ?? named

/** By name or ARN; one of another account or region is not there. */
export function findCapacityProvider(
  named: string,
  { caller, catalog }: OperationContext,
): { key: string; record: Kinds['capacity-provider'] } {
  const name = capacityProviderName(named)
  const arn = named.startsWith('arn:') ? named : capacityProviderArn(caller, name)
  const key = capacityProviderKey(caller, name)
  const record = catalog.get('capacity-provider', key)
  if (record?.configuration.CapacityProviderArn === arn) return { key, record }
  return refuse('ResourceNotFoundException', `Capacity provider not found: ${arn}`)
}

/** The published versions that run on a provider. */
export function* versionsOn(arn: string, { caller, catalog }: OperationContext): Iterable<[string, VersionRecord]> {
  for (const [key, version] of catalog.list('version', `${scopeKey(caller)}/`)) {
    const { LambdaManagedInstancesCapacityProviderConfig: managed } = version.configuration.CapacityProviderConfig ?? {}
    if (managed?.CapacityProviderArn === arn) yield [key, version]
  }
}
