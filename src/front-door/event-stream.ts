import { utf8 } from '../base/bytes.ts'
import { crc32 } from './crc32.ts'

/** Smithy: event stream encoding. A message is prelude, its CRC-32, headers, payload and the CRC-32 of all before. */
const preludeBytes = 12
const stringType = 7

/** Headers of the two events of InvokeWithResponseStream (Lambda API: InvokeWithResponseStreamResponseEvent). */
const payloadChunk = encodeHeaders('PayloadChunk', 'application/octet-stream')
const invokeComplete = encodeHeaders('InvokeComplete', 'application/json')

export interface Completion {
  ErrorCode?: string
  ErrorDetails?: string
  /** Base64. */
  LogResult?: string
}

export const encodePayloadChunk = (payload: Uint8Array): Uint8Array => encodeMessage(payloadChunk, payload)

export const encodeInvokeComplete = (completion: Completion): Uint8Array =>
  encodeMessage(invokeComplete, utf8(JSON.stringify(completion)))

function encodeMessage(headers: Uint8Array, payload: Uint8Array): Uint8Array {
  const total = preludeBytes + headers.length + payload.length + 4
  const message = new Uint8Array(total)
  const view = new DataView(message.buffer)
  view.setUint32(0, total)
  view.setUint32(4, headers.length)
  view.setUint32(8, crc32(message.subarray(0, 8)))
  message.set(headers, preludeBytes)
  message.set(payload, preludeBytes + headers.length)
  view.setUint32(total - 4, crc32(message.subarray(0, total - 4)))
  return message
}

function encodeHeaders(eventType: string, contentType: string): Uint8Array {
  const bytes: number[] = []
  for (const [name, value] of [
    [':event-type', eventType],
    [':content-type', contentType],
    [':message-type', 'event'],
  ] as const)
    bytes.push(name.length, ...utf8(name), stringType, value.length >> 8, value.length & 0xff, ...utf8(value))
  return Uint8Array.from(bytes)
}
