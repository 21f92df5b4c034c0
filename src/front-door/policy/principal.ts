import type { AccountId } from '../../base/identity.ts'

export interface Asker {
  /** IAM ARN. */
  principal: string
  account: AccountId
}

/**
 * How a statement of a resource's policy means an asker (IAM: Principal). Naming an account lets that account's own
 * policies decide; it grants nothing to its users by itself.
 */
export function meansAsker(principal: unknown, asker: Asker): 'named' | 'account' | undefined {
  const listed = principal === '*' ? ['*'] : awsPrincipals(principal)
  const root = `arn:aws:iam::${asker.account}:root`
  const role = roleOf(asker.principal)
  if (listed.some((each) => each === '*' || each === asker.principal || (role !== undefined && each === role)))
    return 'named'
  return listed.some((each) => each === asker.account || each === root) ? 'account' : undefined
}

function awsPrincipals(principal: unknown): string[] {
  if (typeof principal !== 'object' || principal === null) return []
  return [(principal as { AWS?: string | string[] }).AWS ?? []].flat().filter((each) => typeof each === 'string')
}

/** `arn:aws:sts::1:assumed-role/r/session` acts for `arn:aws:iam::1:role/r`. */
function roleOf(principal: string): string | undefined {
  const match = /^arn:aws:sts::(\d{12}):assumed-role\/([^/]+)\//.exec(principal)
  return match ? `arn:aws:iam::${match[1]}:role/${match[2]}` : undefined
}
