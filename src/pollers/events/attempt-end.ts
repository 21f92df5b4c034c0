import type { InvocationResult } from '../../sync-plane/sync-plane.ts'
import type { EventHop } from '../../telemetry/telemetry.ts'

/** What a journey tells of an attempt: the function's error, or why it was not run; and the wait before the next one. */
export function attemptEnd(result: InvocationResult, waitMs: number | undefined): EventHop {
  return { hop: 'ended', outcome: outcomeOf(result), ...(waitMs !== undefined && { waitMs }) }
}

function outcomeOf(result: InvocationResult): string {
  if (result.ran) return result.errorType ?? result.functionError ?? 'success'
  const { exception, members } = result.because
  return typeof members?.Reason === 'string' ? members.Reason : exception
}
