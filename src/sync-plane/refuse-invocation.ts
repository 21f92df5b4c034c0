import { refuseDurable } from '../lambda/durable-refusal.ts'
import { refuseContent, refuseSize } from '../lambda/payload-refusals.ts'
import type { Refusal } from '../lambda/refusals.ts'
import type { VersionRecord } from '../lambda/resources.ts'
import { refuseTenant } from '../lambda/tenant-refusal.ts'
import type { Invocation } from './sync-plane.ts'

/** Lambda's checks of an invocation of a version that exists, in Lambda's order; undefined where it may run. */
export function refuseInvocation(invocation: Invocation, version: VersionRecord): Refusal | undefined {
  const { payload, way, tenantId } = invocation
  return (
    refuseTenant(version, tenantId) ??
    refuseSize(payload, way === 'event' ? 'Event' : 'RequestResponse') ??
    // Events were read when they were accepted; mappings and URLs write theirs themselves.
    (way === 'sync' ? refuseContent(payload) : undefined) ??
    refuseState(version) ??
    refuseDurable(version)
  )
}

/** Lambda Developer Guide: function states. A failed update leaves a function active: what served before goes on. */
function refuseState({ configuration }: VersionRecord): Refusal | undefined {
  switch (configuration.State) {
    case undefined:
    case 'Active':
      return undefined
    case 'Inactive':
      return {
        exception: 'ResourceNotReadyException',
        message: 'The function is inactive and its resources are being made ready. Try again later.',
      }
    default:
      return {
        exception: 'ResourceConflictException',
        message: `The operation cannot be performed at this time. The function is currently in the following state: ${configuration.State}`,
      }
  }
}
