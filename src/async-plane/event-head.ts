import type { AsyncEvent } from './async-plane.ts'

/** Everything of an event but its payload, as queues keep it. */
export type EventHead = Omit<AsyncEvent, 'payload'>

export function headOf(event: EventHead): EventHead {
  const { account, acceptedAt, clientContext, functionName, qualifier, region, requestId, tenantId, traceId } = event
  return { account, region, functionName, qualifier, requestId, clientContext, traceId, tenantId, acceptedAt }
}

/** As queues keep it: they know themselves when it was accepted. */
export const writeHead = (event: EventHead): string => JSON.stringify({ ...headOf(event), acceptedAt: undefined })

export const readHead = (text: string): EventHead => JSON.parse(text) as EventHead

/** Whose turn it is, and whose queue: a version or alias that backs up holds up no other. */
export const keyOf = ({ account, functionName, qualifier = '', region }: EventHead): string =>
  `${account}/${region}/${functionName}/${qualifier}`
