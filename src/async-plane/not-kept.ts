import type { Acceptance } from './async-plane.ts'

/** The disk is full, or the store is broken: its caller is told, and SDKs try again. */
export function notKept(error: unknown): Acceptance {
  const message = `The event could not be kept: ${error instanceof Error ? error.message : String(error)}.`
  return { accepted: false, because: { exception: 'ServiceException', message }, notKept: true }
}
