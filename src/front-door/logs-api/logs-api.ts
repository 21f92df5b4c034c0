import { text, utf8 } from '../../base/bytes.ts'
import type { RequestId } from '../../base/identity.ts'
import type { Scope } from '../../lambda/arn.ts'
import type { Refusal } from '../../lambda/refusals.ts'
import type { LogReader } from '../../telemetry/telemetry.ts'
import type { Authorizer } from '../authorize.ts'
import type { Service, ServiceReply, ServiceRequest } from '../service.ts'
import { describeLogGroups } from './describe-log-groups.ts'
import { describeLogStreams } from './describe-log-streams.ts'
import { filterLogEvents } from './filter-log-events.ts'
import { getLogEvents } from './get-log-events.ts'
import { type LogsInput, LogsRefused, namedGroup } from './logs-input.ts'
import { scopedLogs } from './scoped-logs.ts'

/** Answers an input, or throws LogsRefused. */
export type LogsOperation = (input: LogsInput, reader: LogReader, scope: Scope) => Promise<object>

const operations: Readonly<Record<string, LogsOperation>> = {
  DescribeLogGroups: describeLogGroups,
  DescribeLogStreams: describeLogStreams,
  FilterLogEvents: filterLogEvents,
  GetLogEvents: getLogEvents,
}
const target = 'Logs_20140328.'

/** What `aws logs tail`, `filter-log-events` and their like ask of CloudWatch Logs (awsJson1.1), from the logs of this Roost. */
export class LogsApi implements Service {
  readonly bodyBytesMax = 1024 * 1024
  readonly #reader: LogReader
  readonly #authorizer: Authorizer

  constructor(reader: LogReader, authorizer: Authorizer) {
    this.#reader = reader
    this.#authorizer = authorizer
  }

  async handle(request: ServiceRequest): Promise<ServiceReply> {
    const { headers, identity, requestId } = request
    const asked = headers.get('x-amz-target') ?? ''
    const name = asked.slice(target.length)
    if (!asked.startsWith(target) || !Object.hasOwn(operations, name))
      return failure(400, 'UnknownOperationException', `Roost's logs do not know the operation '${asked}'.`, requestId)
    const input = readInput(request.body)
    if (!input) return failure(400, 'SerializationException', 'The request body is not a JSON object.', requestId)
    try {
      const arn = `arn:aws:logs:${identity.region}:${identity.account}:log-group:${namedGroup(input) ?? '*'}:*`
      const on = { arn, account: identity.account }
      const denied = this.#authorizer.refuse({ ...request, action: `logs:${name}`, on })
      if (denied) return this.refuse(denied, requestId)
      return json(200, await operations[name]!(input, scopedLogs(this.#reader, identity), identity), requestId)
    } catch (error) {
      if (error instanceof LogsRefused) return failure(400, error.exception, error.message, requestId)
      throw error
    }
  }

  refuse({ exception, message }: Refusal, requestId: RequestId): ServiceReply {
    return failure(exception === 'ServiceException' ? 500 : 400, exception, message ?? '', requestId)
  }
}

function readInput(body: Uint8Array): LogsInput | undefined {
  try {
    const input: unknown = JSON.parse(text(body))
    return typeof input === 'object' && input !== null && !Array.isArray(input) ? (input as LogsInput) : undefined
  } catch {
    return undefined
  }
}

const failure = (status: number, type: string, message: string, requestId: RequestId): ServiceReply =>
  json(status, { __type: type, message }, requestId)

const json = (status: number, value: object, requestId: RequestId): ServiceReply => ({
  status,
  headers: ['Content-Type', 'application/x-amz-json-1.1', 'x-amzn-RequestId', requestId],
  body: utf8(JSON.stringify(value)),
})
