import type { Clock } from '../base/clock.ts'
import type { AccountId, Region } from '../base/identity.ts'
import type { ThrottleReason } from '../lambda/refusals.ts'
import { Ledger } from './ledger.ts'

/** Answers "may this function run now?" from memory alone. A ticket is given back exactly once. */
export interface Counting {
  admit(candidate: Candidate): Admission
  release(ticket: Ticket): void
  /** For AccountUsage, metrics and the console. */
  usage(account: AccountId, region: Region): Usage
}

export interface Candidate {
  account: AccountId
  region: Region
  functionName: string
  /** Somebody waits for the answer: then requests per second have a ceiling as well. */
  synchronous: boolean
  /** Absent: the function shares the unreserved pool. 0: it may not run. */
  reserved?: number
  /** Environments provisioned for the version or alias that is invoked. */
  provisioned?: { key: string; environments: number }
  /** Over all versions and aliases: what a reservation has not for others. */
  provisionedOfFunction?: number
  /** An event source mapping's own ceiling (ScalingConfig.MaximumConcurrency). */
  mapping?: { id: string; maximum: number }
}

export type Admission = { admitted: true; ticket: Ticket } | { admitted: false; because: ThrottleReason }

/** Opaque to callers. */
export interface Ticket {
  readonly candidate: Candidate
  /** Whether a provisioned environment is to serve it, or an on-demand one. */
  readonly provisioned: boolean
}

export interface Usage {
  running: number
  unreservedRunning: number
  byFunction: ReadonlyMap<string, number>
}

/** What the account may use, read at each decision from the local copy; so a changed setting counts at once. */
export interface Allowances {
  concurrency(account: AccountId, region: Region): number
  /** Σ reserved, and Σ provisioned of functions without reservation: what the unreserved pool has not. */
  setAside(account: AccountId, region: Region): number
}

export function openCounting(clock: Clock, allowances: Allowances): Counting {
  return new Ledger(clock, allowances)
}
