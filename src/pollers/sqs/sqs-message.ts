import { toBase64 } from '../../base/bytes.ts'
import { compilePattern, type Matcher } from '../filter/compile-filter.ts'

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
  const matchers = patterns.map((pattern) => compileOne(JSON.parse(pattern) as Record<string, unknown>))
  return (message) => {
    const parsed = parseBody(message.Body)
    return matchers.some((matches) => matches(message, parsed))
  }
}

function compileOne(pattern: Record<string, unknown>): (message: SqsMessage, parsed: unknown) => boolean {
  const { body, ...rest } = pattern
  const metadata: Matcher = Object.keys(rest).length > 0 ? compilePattern(rest) : () => true
  const data = body === undefined ? undefined : compilePattern({ body })
  const wantsText = Array.isArray(body)
  return (message, parsed) => {
    if (!metadata(metadataOf(message))) return false
    if (!data) return true
    return wantsText === (parsed === undefined) && data({ body: parsed ?? message.Body })
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
