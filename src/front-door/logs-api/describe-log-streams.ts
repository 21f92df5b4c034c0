import type { LogsOperation } from './logs-api.ts'
import { existingGroup, limitOf, optionalText } from './logs-input.ts'
import { pageAfter } from './page-after.ts'

/** CloudWatch Logs API: DescribeLogStreams. */
export const describeLogStreams: LogsOperation = async (input, reader, { region, account }) => {
  const group = await existingGroup(input, reader)
  const prefix = optionalText(input, 'logStreamNamePrefix') ?? ''
  const byTime = input.orderBy === 'LastEventTime'
  const streams = (await reader.streams(group)).filter(({ name }) => name.startsWith(prefix))
  streams.sort((a, b) => (byTime ? (a.lastEventTime ?? 0) - (b.lastEventTime ?? 0) : a.name < b.name ? -1 : 1))
  if (input.descending === true) streams.reverse()
  const page = pageAfter(streams, optionalText(input, 'nextToken'), limitOf(input, { most: 50 }))
  return {
    logStreams: page.items.map(({ name, creationTime, firstEventTime, lastEventTime }) => ({
      logStreamName: name,
      creationTime,
      firstEventTimestamp: firstEventTime,
      lastEventTimestamp: lastEventTime,
      lastIngestionTime: lastEventTime,
      arn: `arn:aws:logs:${region}:${account}:log-group:${group}:log-stream:${name}`,
      storedBytes: 0,
    })),
    nextToken: page.nextToken,
  }
}
