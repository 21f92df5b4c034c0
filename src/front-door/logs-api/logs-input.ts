import { InvalidLogQuery, type LogReader } from '../../telemetry/telemetry.ts'

/** A body of awsJson1.1, not yet looked at. */
export type LogsInput = Readonly<Record<string, unknown>>

/** In the words of CloudWatch Logs. */
export class LogsRefused extends Error {
  override name = 'LogsRefused'
  readonly exception: 'InvalidParameterException' | 'ResourceNotFoundException'

  constructor(exception: LogsRefused['exception'], message: string) {
    super(message)
    this.exception = exception
  }
}

const invalid = (message: string): never => {
  throw new LogsRefused('InvalidParameterException', message)
}

export function optionalText(input: LogsInput, member: string): string | undefined {
  const value = input[member] ?? undefined
  return value === undefined || typeof value === 'string' ? value : invalid(`${member} must be a string`)
}

export function optionalNumber(input: LogsInput, member: string): number | undefined {
  const value = input[member] ?? undefined
  return value === undefined || Number.isSafeInteger(value)
    ? (value as number | undefined)
    : invalid(`${member} must be a number`)
}

export function limitOf(input: LogsInput, { most, standard = most }: { most: number; standard?: number }): number {
  const limit = optionalNumber(input, 'limit') ?? standard
  if (limit >= 1 && limit <= most) return limit
  const bound = limit < 1 ? 'greater than or equal to 1' : `less than or equal to ${most}`
  return invalid(
    `1 validation error detected: Value '${limit}' at 'limit' failed to satisfy constraint: Member must have value ${bound}`,
  )
}

export function textsOf(input: LogsInput, member: string): string[] | undefined {
  const value = input[member] ?? undefined
  if (value === undefined) return undefined
  return Array.isArray(value) && value.every((each) => typeof each === 'string')
    ? value
    : invalid(`${member} must be a list of strings`)
}

/** The group that an input names, by name or ARN; refused where there is none. */
export async function existingGroup(input: LogsInput, reader: LogReader): Promise<string> {
  const name = namedGroup(input)
  if (name === undefined) return invalid("Either 'logGroupName' or 'logGroupIdentifier' must be given.")
  if ((await reader.groups(name)).some((group) => group.name === name)) return name
  throw new LogsRefused('ResourceNotFoundException', 'The specified log group does not exist.')
}

export function namedGroup(input: LogsInput): string | undefined {
  const identifier = optionalText(input, 'logGroupName') ?? optionalText(input, 'logGroupIdentifier')
  return identifier?.replace(/^arn:aws[a-z-]*:logs:[^:]*:\d*:log-group:/, '').replace(/:\*$/, '')
}

/** Runs a query; what is wrong with it is the caller's. */
export async function readEvents(reader: LogReader, query: Parameters<LogReader['events']>[0]) {
  try {
    return await reader.events(query)
  } catch (error) {
    if (error instanceof InvalidLogQuery) return invalid(error.message)
    throw error
  }
}
