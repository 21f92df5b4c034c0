import type { Catalog } from '../../catalog/catalog.ts'
import type { Write } from '../operations/operation-context.ts'

/**
 * To be committed with an alias that points elsewhere: what was provisioned for it is under way again
 * (Lambda API: UpdateAlias keeps the setting). Nothing for an alias without provisioned concurrency.
 */
export function restartProvisioning(catalog: Pick<Catalog, 'get'>, aliasKey: string): Write[] {
  const record = catalog.get('provisioned-concurrency', aliasKey)
  if (!record) return []
  const { statusReason: _, ...rest } = record
  const value = { ...rest, available: 0, allocated: 0, status: 'IN_PROGRESS' as const }
  return [{ kind: 'provisioned-concurrency', key: aliasKey, value }]
}
