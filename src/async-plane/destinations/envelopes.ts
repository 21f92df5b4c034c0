import { isoInstant } from '../../base/instant.ts'
import type { EventOutcome } from '../outcome.ts'
import { outcomeArn } from './outcome-record.ts'

/** What an event bus is given; the bus adds id, account, time and region (EventBridge API: PutEvents). */
export function busEntry(bus: string, outcome: EventOutcome, record: string) {
  const how = outcome.condition === 'Success' ? 'Success' : 'Failure'
  return {
    Source: 'lambda',
    DetailType: `Lambda Function Invocation Result - ${how}`,
    Detail: record,
    EventBusName: bus,
    Resources: [bus, outcomeArn(outcome)],
  }
}

/** Where a bucket keeps a record (Lambda Developer Guide: S3 destinations of asynchronous invocation). */
export function objectKey({ event }: EventOutcome, nowMs: number, uuid: string): string {
  const at = isoInstant(nowMs)
  const [day, time] = [at.slice(0, 10), at.slice(0, 19).replaceAll(':', '.')]
  return `aws/lambda/async/${event.functionName}/${day.replaceAll('-', '/')}/${time}-${uuid}`
}
