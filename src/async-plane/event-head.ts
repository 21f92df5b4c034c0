import type { AsyncEvent } from './async-plane.ts'

/** Everything of an event but its payload, as queues keep it. */
export type EventHead = Omit<AsyncEvent, 'payload'>

export function writeHead(event: EventHead): string {
  const { account, clientContext, functionName, qualifier, region, requestId, tenantId, traceId } = event
  const head: EventHead = { account, region, functionName, qualifier, requestId, clientContext, traceId, tenantId }
  return JSON.stringify(head)
}

export const readHead = (text: string): EventHead => JSON.parse(text) as EventHead

/** Whose turn it is, and whose queue: a version or alias that backs up holds up no other. */
export const keyOf = ({ account, functionName, qualifier = '', region }: EventHead): string =>
  `${account}/${region}/${functionName}/${qualifier}`
