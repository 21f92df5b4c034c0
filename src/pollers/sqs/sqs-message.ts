import { toBase64 } from '../../base/bytes.ts'
import { compilePatterns } from '../filter/pattern-set.ts'

export interface SqsAttribute {
  DataType: string
  StringValue?: string
  BinaryValue?: Uint8Array
}

/** What ReceiveMessage gives. */
export interface SqsMessage {
  MessageId: string
  ReceiptHandle: string
  Body: string
  MD5OfBody: string
  Attributes: Readonly<Record<string, string>>
  MessageAttributes?: Readonly<Record<string, SqsAttribute>>
  MD5OfMessageAttributes?: string
}

/** One of an event's Records, members in the order of AWS (Lambda Developer Guide: using Lambda with Amazon SQS). */
export function sqsRecord(message: SqsMessage, { arn, region }: { arn: string; region: string }): object {
  const attributes = Object.entries(message.MessageAttributes ?? {})
  return {
    messageId: message.MessageId,
    receiptHandle: message.ReceiptHandle,
    body: message.Body,
    attributes: message.Attributes,
    messageAttributes: Object.fromEntries(attributes.map(([name, attribute]) => [name, shownAttribute(attribute)])),
    md5OfMessageAttributes: message.MD5OfMessageAttributes ?? null,
    md5OfBody: message.MD5OfBody,
    eventSource: 'aws:sqs',
    eventSourceARN: arn,
    awsRegion: region,
  }
}

const shownAttribute = ({ BinaryValue, DataType, StringValue }: SqsAttribute): object => ({
  ...(StringValue !== undefined && { stringValue: StringValue }),
  ...(BinaryValue !== undefined && { binaryValue: toBase64(BinaryValue) }),
  stringListValues: [],
  binaryListValues: [],
  dataType: DataType,
})

/**
 * Which messages a mapping's filters let through; those that no filter wants are deleted. A body that is JSON is
 * compared with a JSON pattern, one that is not with a list of texts; the mixed cases never match.
 */
export function compileSqsFilter(patterns: readonly string[]): (message: SqsMessage) => boolean {
  if (patterns.length === 0) return () => true
  const parsed = patterns.map((pattern) => JSON.parse(pattern) as Record<string, unknown>)
  const anyBody = compilePatterns(parsed.filter(({ body }) => body === undefined))
  const ofText = compilePatterns(parsed.filter(({ body }) => Array.isArray(body)))
  const ofJson = compilePatterns(parsed.filter(({ body }) => body !== undefined && !Array.isArray(body)))
  return (message) => {
    const json = parseBody(message.Body)
    const seen = { ...metadataOf(message), body: json ?? message.Body }
    return anyBody(seen) || (json === undefined ? ofText(seen) : ofJson(seen))
  }
}

const metadataOf = (message: SqsMessage): object => ({
  messageId: message.MessageId,
  attributes: message.Attributes,
  messageAttributes: message.MessageAttributes,
  md5OfBody: message.MD5OfBody,
})

/** Undefined: a text, and no JSON object. */
function parseBody(body: string): unknown {
  if (!/^\s*[{[]/.test(body)) return undefined
  try {
    return JSON.parse(body)
  } catch {
    return undefined
  }
}
