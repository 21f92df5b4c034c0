import type { Scope } from '../lambda/arn.ts'

/** The management operations of the Lambda API. Never on an invoke's path. */
export interface ControlPlane {
  /**
   * Runs one operation on a decoded, not yet validated input; resolves with the output's members.
   * Throws Refused with AWS's answer; anything else thrown is a fault of ours.
   */
  execute(operation: string, input: Record<string, unknown>, caller: Caller): Promise<Record<string, unknown>>
}

/** Who asks, established by the front door. */
export interface Caller extends Scope {
  /** IAM ARN of the caller. */
  principal: string
  accessKeyId: string
  requestId: string
}
