import type { Clock } from '../base/clock.ts'
import type { Random } from '../base/random.ts'

/** `Root=1-65a1b2c3-<24 hex>;Parent=<16 hex>;Sampled=0`: a trace of its own for an invocation that belongs to none. */
export function newTraceHeader(clock: Clock, random: Random): string {
  const digits = random.hex(40)
  const seconds = Math.floor(clock.now() / 1000).toString(16)
  return `Root=1-${seconds}-${digits.slice(0, 24)};Parent=${digits.slice(24)};Sampled=0`
}
