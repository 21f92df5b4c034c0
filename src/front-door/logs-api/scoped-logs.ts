import type { Scope } from '../../lambda/arn.ts'
import { groupKey, type LogReader } from '../../telemetry/telemetry.ts'

/** The log groups of one account in one region, by the names that it knows. */
export function scopedLogs(reader: LogReader, scope: Scope): LogReader {
  const key = (group: string) => groupKey(scope, group)
  return {
    async groups(prefix = '') {
      const groups = await reader.groups(key(prefix))
      return groups.map((group) => ({ ...group, name: group.name.slice(key('').length) }))
    },
    streams: (group) => reader.streams(key(group)),
    events: (query) => reader.events({ ...query, group: key(query.group) }),
  }
}
