import type { EnvironmentSpec } from '../worker.ts'
import { extensionsMax } from './extension-refusals.ts'
import { Extensions } from './extensions.ts'
import { Starter } from './starter.ts'

/** Who beside the runtime speaks at an environment's Runtime API. */
export interface Party {
  extensions: Extensions
  /** Absent without external extensions. */
  starter?: Starter
  /** What a registration answers. */
  registered: { functionName: string; functionVersion: string; handler: string }
  accountId: string
}

/** `external`: file names in /opt/extensions. */
export function openParty(spec: EnvironmentSpec, external: readonly string[], identify: () => string): Party {
  return {
    extensions: new Extensions({ identify, external }),
    starter: external.length > 0 ? new Starter() : undefined,
    registered: { functionName: spec.functionName, functionVersion: spec.version, handler: spec.handler },
    accountId: spec.account,
  }
}

export const tooManyExternal = (external: readonly string[]): boolean => external.length > extensionsMax

/** An extension that is no program, or (unnamed) one too many. */
export function unlaunchable(name?: string): { booted: false; errorType: string; words: string } {
  const words = name === undefined ? 'ErrTooManyExtensions' : `fork/exec /opt/extensions/${name}: permission denied`
  return { booted: false, errorType: 'Extension.LaunchError', words }
}
