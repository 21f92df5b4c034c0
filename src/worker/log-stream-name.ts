import { isoInstant } from '../base/instant.ts'
import type { Random } from '../base/random.ts'
import type { EnvironmentSpec } from './worker.ts'

/** `2025/11/24/[$LATEST]<32 hex>`; in a group that functions may share, the function's name goes before the version. */
export function nameLogStream(spec: EnvironmentSpec, nowMs: number, random: Random): string {
  const day = isoInstant(nowMs).slice(0, 10).replaceAll('-', '/')
  const shared = spec.logging.group !== `/aws/lambda/${spec.functionName}`
  return `${day}/${shared ? spec.functionName : ''}[${spec.version}]${random.hex(32)}`
}
