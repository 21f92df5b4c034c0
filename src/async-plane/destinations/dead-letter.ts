import { text } from '../../base/bytes.ts'
import type { EventOutcome } from '../outcome.ts'

export interface MessageAttribute {
  DataType: 'String' | 'Number'
  StringValue: string
}

/** The event as it came, with the attributes that say why (Lambda Developer Guide: dead-letter queues). */
export function deadLetter({ event, response }: EventOutcome): {
  body: string
  attributes: Record<'RequestID' | 'ErrorCode' | 'ErrorMessage', MessageAttribute>
} {
  const attribute = (DataType: MessageAttribute['DataType'], StringValue: string) => ({ DataType, StringValue })
  return {
    body: text(event.payload) || '{}',
    attributes: {
      RequestID: attribute('String', event.requestId),
      ErrorCode: attribute('Number', response ? '200' : '429'),
      ErrorMessage: attribute('String', errorMessageOf(response?.payload)),
    },
  }
}

const errorMessageCharactersMax = 1024

/** No queue takes an empty attribute. */
function errorMessageOf(payload: Uint8Array | undefined): string {
  if (!payload) return 'Rate Exceeded.'
  const answer = text(payload)
  try {
    const { errorMessage } = JSON.parse(answer) as { errorMessage?: unknown }
    if (typeof errorMessage === 'string' && errorMessage) return errorMessage.slice(0, errorMessageCharactersMax)
  } catch {
    // What is no JSON is told as it is.
  }
  return answer.slice(0, errorMessageCharactersMax) || 'Unknown error'
}
