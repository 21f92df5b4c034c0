/** One record, as far as reading it goes. */
export interface StreamRecord {
  sequenceNumber: string
  /** Milliseconds since the epoch. */
  arrivedMs: number
  /** As the function gets it. */
  shown: object
  /** As filters see it. */
  data: () => unknown
  /** Of records with the same key, the order is kept. */
  key: string
}

export interface Shard {
  id: string
  /** Those that it came out of: they are read first. */
  parents: readonly string[]
}

export type Start =
  | { at: 'TRIM_HORIZON' }
  | { at: 'AT_TIMESTAMP'; seconds: number }
  | { at: 'AFTER'; sequenceNumber: string }

export interface StreamPage {
  records: StreamRecord[]
  /** Absent at the end of a shard that was closed. */
  next?: string
  /** There was nothing more when it was asked. */
  newest: boolean
}

/** A stream of shards, each in order. */
export interface StreamConnector {
  shards(): Promise<Shard[]>
  /** Rejects with RecordsTrimmed where a stream does not begin at what it still has by itself. */
  iterator(shard: string, start: Start): Promise<string>
  /**
   * Rejects with IteratorGone when the iterator is too old, with ReadThrottled when too much is read by whomever, or with
   * anything when the signal says stop.
   */
  read(iterator: string, max: number, signal: AbortSignal): Promise<StreamPage>
  /** Nothing more is read by this iterator. */
  leave?(iterator: string): void
  /** It is read again at once: it waits for records by itself. */
  readonly waits?: boolean
}

export class IteratorGone extends Error {
  override name = 'IteratorGone'
}

/** The stream keeps records for so long only: what was to come next is gone. */
export class RecordsTrimmed extends IteratorGone {
  override name = 'RecordsTrimmed'
}

/** The iterator is as good as before. */
export class ReadThrottled extends Error {
  override name = 'ReadThrottled'
}
