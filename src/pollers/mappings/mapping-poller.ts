/** What came of a mapping's records since the start, in the terms of its metrics. */
export interface MappingCounts {
  polled: number
  filteredOut: number
  invoked: number
  failed: number
  deleted: number
}

/** Reads one event source for one function, until it is closed: then what runs is awaited. */
export interface MappingPoller {
  close(): Promise<void>
}
