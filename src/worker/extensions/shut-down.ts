import type { Clock } from '../../base/clock.ts'
import type { Extensions } from './extensions.ts'
import type { Starter } from './starter.ts'
import type { Telemetry } from './telemetry/telemetry.ts'
import { within } from './within.ts'

/** Lambda Developer Guide: Lambda execution environment lifecycle, shutdown phase. */
const withInternalMs = 500
const withExternalMs = 2000
/** Of the time, for the runtime; the rest is the extensions'. As AWS's Runtime Interface Emulator. */
const runtimeShare = 0.3

export interface Ending {
  clock: Clock
  extensions: Extensions
  starter: Starter
  telemetry: Telemetry
  reason: 'spindown' | 'timeout' | 'failure'
  /** Resolves once the runtime has ended; at once where it never began. */
  runtimeGone: Promise<unknown>
}

/** How long the last phase of an environment may take. */
export function shutdownMs({ all, external }: Extensions): number {
  if (external.length > 0) return withExternalMs
  return all.length > 0 ? withInternalMs : 0
}

/** The runtime is asked to end, then the extensions are. Resolves when they have, or their time is over. */
export async function shutDown({ clock, extensions, starter, telemetry, reason, runtimeGone }: Ending): Promise<void> {
  const budgetMs = shutdownMs(extensions)
  const deadlineMs = clock.now() + budgetMs
  const since = clock.tick()
  starter.terminateRuntime()
  await within(clock, budgetMs * runtimeShare, runtimeGone)
  starter.kill('runtime')
  // Extensions take what was told last before they hear of the end.
  await telemetry.flush(budgetMs * runtimeShare)
  const { told, untold } = extensions.shutDown(reason, deadlineMs)
  for (const each of untold) starter.kill(extensions.external.indexOf(each))
  await within(clock, budgetMs - (clock.tick() - since), extensions.gone(told))
}
