import { utf8 } from '../../base/bytes.ts'
import { exceptions, type Refusal } from '../../lambda/refusals.ts'
import type { WireAnswer } from './encode-output.ts'

/** A refusal as AWS sends it: the type in a header, Type and message in the body, spelled as the exception spells them. */
export function encodeRefusal(refusal: Refusal, requestId: string): WireAnswer {
  const shape: { http: number; spelling: string; type?: string } = exceptions[refusal.exception]
  const type = refusal.untyped || !shape.type ? {} : { Type: shape.type }
  return {
    status: shape.http,
    headers: {
      'Content-Type': 'application/json',
      'x-amzn-RequestId': requestId,
      'x-amzn-ErrorType': refusal.exception,
      ...refusal.headers,
    },
    body: utf8(JSON.stringify({ ...type, ...refusal.members, [shape.spelling]: refusal.message })),
  }
}
