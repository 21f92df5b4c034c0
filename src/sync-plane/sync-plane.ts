import type { RequestId } from '../base/identity.ts'
import type { Scope } from '../lambda/arn.ts'
import type { Refusal } from '../lambda/refusals.ts'
import type { Journey } from '../telemetry/telemetry.ts'
import type { ResponseSink } from '../worker/worker.ts'

/** The one way to run code: front door, async plane and pollers all call this. */
export interface Invoker {
  invoke(invocation: Invocation, signal?: AbortSignal): Promise<InvocationResult>
}

export interface Invocation extends Scope {
  requestId: RequestId
  functionName: string
  /** Version number, alias or `$LATEST`; absent: `$LATEST`, and the ARN stays unqualified. */
  qualifier?: string
  /** JSON text as it came; empty counts as no event. */
  payload: Uint8Array
  way: 'sync' | 'event' | 'mapping' | 'url'
  tail?: boolean
  /** Decoded JSON text. */
  clientContext?: string
  traceId?: string
  tenantId?: string
  /** An event source mapping's ceiling. */
  mapping?: { id: string; maximum: number }
  sink?: ResponseSink
  /** Begun by the front door; absent: the sync plane begins one. */
  journey?: Journey
}

export type InvocationResult =
  | {
      ran: true
      payload: Uint8Array
      functionError?: 'Unhandled'
      errorType?: string
      executedVersion: string
      logTail?: Uint8Array
    }
  /** Nothing ran: throttled, unknown, not active, malformed. */
  | { ran: false; because: Refusal }
