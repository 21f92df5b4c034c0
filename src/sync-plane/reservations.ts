import type { AccountId, Region } from '../base/identity.ts'
import type { Catalog, Change } from '../catalog/catalog.ts'
import type { Allowances } from '../counting/counting.ts'
import type { Scope } from '../lambda/arn.ts'
import { functionKey, scopeKey } from '../lambda/keys.ts'
import { accountConcurrencyDefault } from '../lambda/quotas.ts'

interface Share {
  scope: string
  reserved?: number
  /** Requested environments by the key of their setting. */
  provisioned: Map<string, number>
}

/** What functions have set aside of their account's concurrency, kept up with each change, so that no decision adds up. */
export class Reservations implements Allowances {
  readonly #catalog: Catalog
  readonly #shares = new Map<string, Share>()
  readonly #setAside = new Map<string, number>()

  constructor(catalog: Catalog) {
    this.#catalog = catalog
    for (const [key, value] of catalog.list('function', '')) this.#apply({ kind: 'function', key, revision: 0, value })
    for (const [key, value] of catalog.list('provisioned-concurrency', ''))
      this.#apply({ kind: 'provisioned-concurrency', key, revision: 0, value })
    catalog.subscribe((changes) => {
      for (const change of changes) this.#apply(change)
    })
  }

  concurrency(account: AccountId, region: Region): number {
    const settings = this.#catalog.get('account-settings', scopeKey({ account, region }))
    return settings?.concurrentExecutions ?? accountConcurrencyDefault
  }

  setAside(account: AccountId, region: Region): number {
    return this.#setAside.get(scopeKey({ account, region })) ?? 0
  }

  /** Over all versions and aliases of a function. */
  provisionedOf(scope: Scope, name: string): number {
    if (this.#shares.size === 0) return 0
    return provisionedSum(this.#shares.get(functionKey(scope, name)))
  }

  #apply({ kind, key, value }: Change): void {
    if (kind !== 'function' && kind !== 'provisioned-concurrency') return
    const [account = '', region = '', name = ''] = key.split('/')
    const owner = `${account}/${region}/${name}`
    const share = this.#shares.get(owner) ?? { scope: `${account}/${region}`, provisioned: new Map<string, number>() }
    const before = weightOf(share)
    if (kind === 'function') share.reserved = (value as Change<'function'>['value'])?.reservedConcurrency
    else if (value === undefined) share.provisioned.delete(key)
    else share.provisioned.set(key, (value as { requested: number }).requested)
    if (share.reserved === undefined && share.provisioned.size === 0) this.#shares.delete(owner)
    else this.#shares.set(owner, share)
    this.#setAside.set(share.scope, (this.#setAside.get(share.scope) ?? 0) + weightOf(share) - before)
  }
}

/** A reservation holds what is provisioned within it; without one, what is provisioned comes out of the account's pool. */
const weightOf = (share: Share): number => share.reserved ?? provisionedSum(share)

function provisionedSum(share: Share | undefined): number {
  let sum = 0
  if (share) for (const requested of share.provisioned.values()) sum += requested
  return sum
}
