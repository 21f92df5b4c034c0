import { findJsonFault } from '../base/json-text.ts'
import { eventPayloadBytesMax, syncPayloadBytesMax } from './quotas.ts'
import type { Refusal } from './refusals.ts'

export type InvocationType = 'RequestResponse' | 'Event'

/** Lambda API: Invoke, RequestTooLargeException. Only the length counts: the payload may not have come whole. */
export function refuseSize(payload: { readonly length: number }, type: InvocationType): Refusal | undefined {
  const bytesMax = type === 'Event' ? eventPayloadBytesMax : syncPayloadBytesMax
  if (payload.length <= bytesMax) return undefined
  return {
    exception: 'RequestTooLargeException',
    message: `${payload.length} byte payload is too large for the ${type} invocation type (limit ${bytesMax} bytes)`,
  }
}

/** Lambda API: Invoke, InvalidRequestContentException; the words are those of AWS's own JSON reader (recorded answer). */
export function refuseContent(payload: Uint8Array): Refusal | undefined {
  if (payload.length === 0) return undefined
  const fault = findJsonFault(payload)
  if (fault === -1) return undefined
  const place = `line: ${lineOf(payload, fault)}, column: ${columnOf(payload, fault)}`
  const source = '[Source: REDACTED (`StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION` disabled)'
  return {
    exception: 'InvalidRequestContentException',
    message:
      'Could not parse request body into json: Could not parse payload into json: ' +
      `${describe(payload, fault)}\n at ${source}; ${place}]`,
  }
}

function describe(payload: Uint8Array, fault: number): string {
  const byte = payload[fault]
  if (byte === undefined) return 'Unexpected end-of-input'
  const token = tokenAt(payload, fault)
  if (token !== '')
    return `Unrecognized token '${token}': was expecting (JSON String, Number, Array, Object or token 'null', 'true' or 'false')`
  return `Unexpected character ('${String.fromCharCode(byte)}' (code ${byte}))`
}

/** The word around a place, as far as a person wants to read it. */
function tokenAt(payload: Uint8Array, place: number): string {
  let from = place
  while (isLetter(payload[from - 1])) from--
  let to = place
  while (isLetter(payload[to]) && to - from < 40) to++
  return String.fromCharCode(...payload.subarray(from, to))
}

const isLetter = (byte: number | undefined): boolean =>
  byte !== undefined && (byte | 0x20) >= 0x61 && (byte | 0x20) <= 0x7a

const lineOf = (payload: Uint8Array, place: number): number =>
  payload.subarray(0, place).reduce((lines, byte) => (byte === 0x0a ? lines + 1 : lines), 1)

const columnOf = (payload: Uint8Array, place: number): number => place - payload.subarray(0, place).lastIndexOf(0x0a)
