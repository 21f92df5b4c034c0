import type { Catalog } from '../../catalog/catalog.ts'
import type { Scope } from '../../lambda/arn.ts'
import { functionKey, scopeKey } from '../../lambda/keys.ts'
import { accountConcurrencyDefault, unreservedConcurrencyMin } from '../../lambda/quotas.ts'
import { refuse } from '../../lambda/refusals.ts'
import type { ProvisionedRecord } from '../../lambda/resources.ts'

type Existing = Pick<Catalog, 'get' | 'list'>

/** What is provisioned of a function over all its versions and aliases, apart from those that `besides` passes over. */
export function provisionedOf(catalog: Existing, scope: Scope, name: string, besides?: string): number {
  let sum = 0
  for (const [key, { requested }] of catalog.list('provisioned-concurrency', `${functionKey(scope, name)}/`))
    if (key !== besides) sum += requested
  return sum
}

/**
 * The account's concurrency that no function has to itself: neither reserved, nor provisioned without a reservation.
 * `besides` is the key of a provisioned configuration that is left out.
 */
export function unreservedConcurrency(catalog: Existing, scope: Scope, besides?: string): number {
  const settings = catalog.get('account-settings', scopeKey(scope))
  let left = settings?.concurrentExecutions ?? accountConcurrencyDefault
  for (const [, fn] of catalog.list('function', `${scopeKey(scope)}/`))
    left -= fn.reservedConcurrency ?? provisionedOf(catalog, scope, fn.name, besides)
  return left
}

/** Whether so much can be provisioned (Lambda Developer Guide: reserved and provisioned concurrency). */
export function checkProvisionedAllocation(catalog: Existing, wanted: ProvisionedRecord, key: string): void {
  const reserved = catalog.get('function', functionKey(wanted, wanted.name))?.reservedConcurrency
  if (reserved !== undefined) {
    if (provisionedOf(catalog, wanted, wanted.name, key) + wanted.requested > reserved)
      refuse(
        'InvalidParameterValueException',
        'Requested Provisioned Concurrency should not be greater than the reservedConcurrentExecution for function',
      )
    return
  }
  const unreserved = unreservedConcurrency(catalog, wanted, key)
  const refusal = 'InvalidParameterValueException'
  if (wanted.requested > unreserved)
    refuse(
      refusal,
      `Specified ConcurrentExecutions for function is greater than account's unreserved concurrency [${unreserved}].`,
      { untyped: true },
    )
  if (unreserved - wanted.requested < unreservedConcurrencyMin)
    refuse(
      refusal,
      `Specified ConcurrentExecutions for function decreases account's UnreservedConcurrentExecution below its minimum value of [${unreservedConcurrencyMin}].`,
      { untyped: true },
    )
}
