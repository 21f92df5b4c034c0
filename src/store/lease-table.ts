/** Somebody's right to work on something until a moment; its fence grows by one with every change of owner. */
export interface Lease {
  work: string
  owner: string
  fence: number
  /** Milliseconds since the epoch. */
  until: number
}

/** Who works on what. Every method is one atomic step. */
export interface LeaseTable {
  /**
   * Undefined while somebody else holds it. Its own lease is taken again with a new fence. One that would last longer
   * than its span from now on was taken before the clock went back, and is free.
   */
  take(work: string, owner: string, times: { now: number; ttlMs: number }): Lease | undefined
  /** Undefined when it is no longer this lease's. */
  renew(lease: Lease, times: { now: number; ttlMs: number }): Lease | undefined
  release(lease: Lease): void
  close(): void
}
