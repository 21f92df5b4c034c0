import type { Clock } from '../../base/clock.ts'
import type { EnvironmentLog } from '../environment-log.ts'
import type { EnvironmentSpec } from '../worker.ts'
import { extensionsMax } from './extension-refusals.ts'
import { Extensions } from './extensions.ts'
import { Starter } from './starter.ts'
import { Telemetry, type TelemetryParts } from './telemetry/telemetry.ts'

/** Who beside the runtime speaks at an environment's Runtime API. */
export interface Party {
  extensions: Extensions
  /** Absent without external extensions. */
  starter?: Starter
  telemetry: Telemetry
  /** What a registration answers. */
  registered: { functionName: string; functionVersion: string; handler: string }
  accountId: string
}

export interface PartyParts {
  clock: Clock
  identify: () => string
}

/** `external`: file names in /opt/extensions. */
export function openParty(spec: EnvironmentSpec, external: readonly string[], { clock, identify }: PartyParts): Party {
  const starter = external.length > 0 ? new Starter(external.length) : undefined
  const carry: TelemetryParts['carry'] = starter && ((port, bytes, protocol) => starter.carry(port, bytes, protocol))
  return {
    extensions: new Extensions({ identify, external }),
    starter,
    telemetry: new Telemetry({ clock, carry }),
    registered: { functionName: spec.functionName, functionVersion: spec.version, handler: spec.handler },
    accountId: spec.account,
  }
}

/** An extension that is no program, or one too many: why there will be no environment. */
export function findUnlaunchable(external: readonly string[], runs: (name: string) => boolean, log: EnvironmentLog) {
  const name = external.find((each) => !runs(each)) ?? external[extensionsMax]
  if (name === undefined) return undefined
  const inert = !runs(name)
  const errorType = inert ? 'PermissionDenied' : 'TooManyExtensions'
  log.noted({ what: 'extension', name, state: 'LaunchError', events: [], errorType })
  const words = inert ? `fork/exec /opt/extensions/${name}: permission denied` : 'ErrTooManyExtensions'
  return { booted: false as const, errorType: 'Extension.LaunchError', words }
}
