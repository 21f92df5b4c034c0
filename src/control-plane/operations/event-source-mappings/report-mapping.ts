import type { OperationContext } from '../operation-context.ts'

/** What a poller tells of its mapping. No part of Lambda's API. */
export interface MappingProgress {
  /** Of the mapping's record. */
  key: string
  /** As LastProcessingResult shows it. */
  result: string
}

/** Operation `roost:ReportMapping`. What is gone, or shows no results, is left as it is. */
export function reportMapping({ key, result }: MappingProgress, context: OperationContext): { applied: boolean } {
  const record = context.catalog.get('event-source-mapping', key)
  const shown = record?.configuration.LastProcessingResult
  if (!record || shown === undefined || shown === result) return { applied: false }
  const configuration = { ...record.configuration, LastProcessingResult: result }
  context.commit([{ kind: 'event-source-mapping', key, value: { ...record, configuration } }])
  return { applied: true }
}
