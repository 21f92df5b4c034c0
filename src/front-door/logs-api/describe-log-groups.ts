import type { LogsOperation } from './logs-api.ts'
import { limitOf, optionalText } from './logs-input.ts'
import { pageAfter } from './page-after.ts'

/** CloudWatch Logs API: DescribeLogGroups. */
export const describeLogGroups: LogsOperation = async (input, reader, { region, account }) => {
  const pattern = optionalText(input, 'logGroupNamePattern')?.toLowerCase()
  const groups = await reader.groups(optionalText(input, 'logGroupNamePrefix'))
  const found = pattern ? groups.filter(({ name }) => name.toLowerCase().includes(pattern)) : groups
  const page = pageAfter(found, optionalText(input, 'nextToken'), limitOf(input, { most: 50 }))
  return {
    logGroups: page.items.map(({ name, creationTime, storedBytes }) => {
      const logGroupArn = `arn:aws:logs:${region}:${account}:log-group:${name}`
      const arn = `${logGroupArn}:*`
      return { logGroupName: name, creationTime, metricFilterCount: 0, arn, storedBytes, logGroupArn }
    }),
    nextToken: page.nextToken,
  }
}
