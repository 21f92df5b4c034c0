import type { LogQuery, LogReader, StoredLogEvent } from '../../telemetry/telemetry.ts'
import type { LogsOperation } from './logs-api.ts'
import {
  existingGroup,
  type LogsInput,
  LogsRefused,
  limitOf,
  optionalNumber,
  optionalText,
  readEvents,
} from './logs-input.ts'

/** `f/<event id>`: what comes after that event; `b/<event id>`: what came before it. */
interface Place {
  way: 'f' | 'b'
  event: string
}

const start = '0'.repeat(56)
const beyond = '9'.repeat(56)

/** CloudWatch Logs API: GetLogEvents. Its end time is exclusive; a page's tokens are always there, the same at the end. */
export const getLogEvents: LogsOperation = async (input, reader) => {
  const group = await existingGroup(input, reader)
  const query = { group, ...timesOf(input), streams: [await existingStream(input, group, reader)] }
  const limit = limitOf(input, { most: 10_000 })
  const place = placeOf(input)
  const events =
    place.way === 'f' ? await after(reader, query, place, limit) : await before(reader, query, place, limit)
  return {
    events: events.map(({ timestamp, message, ingestionTime }) => ({ timestamp, message, ingestionTime })),
    nextForwardToken: `f/${events.at(-1)?.eventId ?? place.event}`,
    nextBackwardToken: `b/${events[0]?.eventId ?? place.event}`,
  }
}

function timesOf(input: LogsInput): Pick<LogQuery, 'startTime' | 'endTime'> {
  const endTime = optionalNumber(input, 'endTime')
  return { startTime: optionalNumber(input, 'startTime'), endTime: endTime === undefined ? undefined : endTime - 1 }
}

async function existingStream(input: LogsInput, group: string, reader: LogReader): Promise<string> {
  const name = optionalText(input, 'logStreamName')
  if (name !== undefined && (await reader.streams(group)).some((stream) => stream.name === name)) return name
  throw new LogsRefused('ResourceNotFoundException', 'The specified log stream does not exist.')
}

function placeOf(input: LogsInput): Place {
  const token = optionalText(input, 'nextToken')
  if (token === undefined)
    return input.startFromHead === true ? { way: 'f', event: start } : { way: 'b', event: beyond }
  const match = /^([fb])\/(\d{56})$/.exec(token)
  if (!match) throw new LogsRefused('InvalidParameterException', 'The specified nextToken is invalid.')
  return { way: match[1] as Place['way'], event: match[2]! }
}

type Query = Omit<LogQuery, 'limit'>

async function after(reader: LogReader, query: Query, place: Place, limit: number): Promise<StoredLogEvent[]> {
  const found: StoredLogEvent[] = []
  let token: string | undefined = place.event
  // The place after everything is a place that no file has.
  while (token !== undefined && token !== beyond && found.length < limit) {
    const page = await readEvents(reader, { ...query, token, limit: limit - found.length })
    found.push(...page.events)
    token = page.nextToken
  }
  return found
}

/** Files are read forward only; the last ones before the place are kept. */
async function before(reader: LogReader, query: Query, place: Place, limit: number): Promise<StoredLogEvent[]> {
  let last: StoredLogEvent[] = []
  let token: string | undefined = start
  while (token !== undefined && token < place.event) {
    const page = await readEvents(reader, { ...query, token, limit: 10_000 })
    last = [...last, ...page.events.filter(({ eventId }) => eventId < place.event)].slice(-limit)
    token = page.nextToken
  }
  return last
}
