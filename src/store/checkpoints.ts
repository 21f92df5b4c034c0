/**
 * How far a reader of a shard has come: after a record; nothing yet, of what has come since a moment (seconds since the
 * epoch); `end` once there is nothing more to come.
 */
export type Checkpoint = { after: string; window?: OpenWindow } | { since: number } | { end: true }

/** A tumbling window that has not had its final invocation. */
export interface OpenWindow {
  /** Milliseconds since the epoch. */
  startMs: number
  /** What the function gave back last. */
  state: unknown
  /** Its state has become too large: it ends before its time. */
  early?: true
}

/** Where readers go on after a restart. */
export interface Checkpoints {
  get(work: string): Checkpoint | undefined
  /** Durable when it returns. Throws FenceRefused when a greater fence has written here. */
  put(work: string, fence: number, checkpoint: Checkpoint): void
  /** All whose work begins so. */
  forget(prefix: string): void
  close(): void
}
