/** What came of a mapping's records since the start, in the terms of its metrics. */
export interface MappingCounts {
  polled: number
  filteredOut: number
  /** Once for every attempt. */
  invoked: number
  /** Of attempts that failed or were refused: what was not done. */
  failed: number
  /** Given up, and nobody was told. */
  dropped: number
  /** Given up, and a destination was told. */
  delivered: number
  /** Of a queue. */
  deleted: number
  /** Of the last record done, from its arrival to then; of a stream. */
  iteratorAgeMs: number
}

export const noCounts = (): MappingCounts => ({
  polled: 0,
  filteredOut: 0,
  invoked: 0,
  failed: 0,
  dropped: 0,
  delivered: 0,
  deleted: 0,
  iteratorAgeMs: 0,
})

/** What whoever reads a mapping's source tells of it, as LastProcessingResult shows it. */
export type ReportResult = (result: string) => void

/** Told before each attempt which records a request carries, by the ids of their source. */
export type TellBatch = (batch: { requestId: string; shard?: string; records: readonly string[] }) => void

/** Reads one event source for one function, until it is closed: then what runs is awaited. */
export interface MappingPoller {
  close(): Promise<void>
}
