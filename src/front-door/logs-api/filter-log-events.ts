import type { LogsOperation } from './logs-api.ts'
import { existingGroup, limitOf, optionalNumber, optionalText, readEvents, textsOf } from './logs-input.ts'

/** CloudWatch Logs API: FilterLogEvents. */
export const filterLogEvents: LogsOperation = async (input, reader) => {
  const { events, nextToken } = await readEvents(reader, {
    group: await existingGroup(input, reader),
    streams: textsOf(input, 'logStreamNames'),
    streamPrefix: optionalText(input, 'logStreamNamePrefix'),
    startTime: optionalNumber(input, 'startTime'),
    endTime: optionalNumber(input, 'endTime'),
    pattern: optionalText(input, 'filterPattern'),
    limit: limitOf(input, { most: 10_000 }),
    token: optionalText(input, 'nextToken'),
  })
  return {
    events: events.map(({ stream, ...event }) => ({ logStreamName: stream, ...event })),
    searchedLogStreams: [],
    nextToken,
  }
}
