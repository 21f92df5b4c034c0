import type { Random } from '../base/random.ts'
import { type Catalog, resolveFunction } from '../catalog/catalog.ts'
import { refuseDurable } from '../lambda/durable-refusal.ts'
import { refuseContent, refuseSize } from '../lambda/payload-refusals.ts'
import type { Refusal } from '../lambda/refusals.ts'
import { refuseTenant } from '../lambda/tenant-refusal.ts'
import type { AsyncEvent, EventAcceptor } from './async-plane.ts'

/**
 * Refuses what could never run, before it costs anything. A function that is not active yet may be when its turn comes
 * (Lambda API: Invoke, InvocationType Event).
 */
export function validatingAcceptor(inner: EventAcceptor, catalog: Catalog, random: Random): EventAcceptor {
  return {
    async accept(event) {
      const because = refuse(event, catalog, random)
      return because ? { accepted: false, because } : await inner.accept(event)
    },
  }
}

function refuse(event: AsyncEvent, catalog: Catalog, random: Random): Refusal | undefined {
  const { account, functionName: name, payload, qualifier, region, tenantId } = event
  const found = resolveFunction(catalog, { account, region, name, qualifier }, random)
  if (!found.found) return found.because
  return (
    refuseTenant(found.version, tenantId) ??
    refuseSize(payload, 'Event') ??
    refuseContent(payload) ??
    refuseDurable(found.version)
  )
}
