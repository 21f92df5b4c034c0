import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { after, before, describe, test } from 'node:test'
import {
  CloudWatchLogsClient,
  DescribeLogGroupsCommand,
  DescribeLogStreamsCommand,
  FilterLogEventsCommand,
  GetLogEventsCommand,
} from '@aws-sdk/client-cloudwatch-logs'
import { systemClock } from '../../src/base/clock.io.ts'
import type { AccountId } from '../../src/base/identity.ts'
import { openCatalog } from '../../src/catalog/catalog.ts'
import { openTestDoor, rootKey, scope, type TestDoor } from '../../src/front-door/door-for-tests.io.ts'
import { openAuthorizer, openLogsApi } from '../../src/front-door/front-door.ts'
import { LogFiles } from '../../src/telemetry/log-files.io.ts'
import { groupKey } from '../../src/telemetry/telemetry.ts'

const group = '/aws/lambda/f'

describe('the logs that functions wrote, read by the SDK of CloudWatch Logs', () => {
  const directory = mkdtempSync('/var/tmp/roost-logs-api-')
  const logs = new LogFiles({ clock: systemClock, directory })
  let door: TestDoor
  let client: CloudWatchLogsClient

  before(async () => {
    const service = openLogsApi(logs, openAuthorizer(openCatalog(), systemClock))
    door = await openTestDoor({ parts: { services: { logs: service } } })
    client = new CloudWatchLogsClient({ endpoint: door.endpoint, region: 'us-east-1', credentials: rootKey })
    const numbered = (from: number) =>
      [0, 1, 2, 3, 4].map((n) => ({ timestamp: from + n, message: `line ${from + n}` }))
    logs.append(groupKey(scope, group), 'one', numbered(100))
    logs.append(groupKey(scope, group), 'two', numbered(200))
    logs.append(groupKey(scope, '/aws/lambda/g'), 'one', numbered(300))
    logs.append(groupKey({ ...scope, account: '222222222222' as AccountId }, '/aws/lambda/theirs'), 'x', numbered(1))
  })
  after(async () => {
    client.destroy()
    await door.close()
    await logs.close()
    rmSync(directory, { recursive: true })
  })

  const messages = (events?: { message?: string }[]) => events?.map(({ message }) => message)

  test('FilterLogEvents selects by pattern, time and stream', async () => {
    const all = await client.send(new FilterLogEventsCommand({ logGroupName: group }))
    assert.equal(all.events?.length, 10)
    assert.equal(all.events?.[0]?.logStreamName, 'one')
    const some = await client.send(
      new FilterLogEventsCommand({ logGroupName: group, filterPattern: '"line 20"', startTime: 201, endTime: 203 }),
    )
    assert.deepEqual(messages(some.events), ['line 201', 'line 202', 'line 203'])
    const one = await client.send(
      new FilterLogEventsCommand({ logGroupName: group, logStreamNames: ['one'], limit: 2 }),
    )
    assert.deepEqual(messages(one.events), ['line 100', 'line 101'])
    const next = await client.send(
      new FilterLogEventsCommand({ logGroupName: group, logStreamNames: ['one'], nextToken: one.nextToken }),
    )
    assert.deepEqual(messages(next.events), ['line 102', 'line 103', 'line 104'])
  })

  test('GetLogEvents turns pages both ways', async () => {
    const stream = { logGroupName: group, logStreamName: 'two', limit: 2 }
    const head = await client.send(new GetLogEventsCommand({ ...stream, startFromHead: true }))
    assert.deepEqual(messages(head.events), ['line 200', 'line 201'])
    const next = await client.send(new GetLogEventsCommand({ ...stream, nextToken: head.nextForwardToken }))
    assert.deepEqual(messages(next.events), ['line 202', 'line 203'])
    const back = await client.send(new GetLogEventsCommand({ ...stream, nextToken: next.nextBackwardToken }))
    assert.deepEqual(messages(back.events), ['line 200', 'line 201'])
    const last = await client.send(new GetLogEventsCommand(stream))
    assert.deepEqual(messages(last.events), ['line 203', 'line 204'])
    const end = await client.send(new GetLogEventsCommand({ ...stream, nextToken: last.nextForwardToken }))
    assert.deepEqual([messages(end.events), end.nextForwardToken], [[], last.nextForwardToken])
  })

  test('groups and streams are those of the account', async () => {
    const { logGroups } = await client.send(new DescribeLogGroupsCommand({}))
    assert.deepEqual(
      logGroups?.map(({ logGroupName }) => logGroupName),
      ['/aws/lambda/f', '/aws/lambda/g'],
    )
    assert.equal(logGroups?.[0]?.arn, `arn:aws:logs:us-east-1:111111111111:log-group:${group}:*`)
    const { logStreams } = await client.send(new DescribeLogStreamsCommand({ logGroupName: group, descending: true }))
    assert.deepEqual(
      logStreams?.map(({ logStreamName, firstEventTimestamp }) => [logStreamName, firstEventTimestamp]),
      [
        ['two', 200],
        ['one', 100],
      ],
    )
  })

  const refused = (name: string, message: RegExp) => (error: unknown) => {
    assert.equal((error as Error).name, name)
    assert.match((error as Error).message, message)
    return true
  }

  test('what does not exist, and what is not allowed, is said in the words of CloudWatch', async () => {
    const theirs = new FilterLogEventsCommand({ logGroupName: '/aws/lambda/theirs' })
    await assert.rejects(client.send(theirs), refused('ResourceNotFoundException', /The specified log group does not/))
    const many = new FilterLogEventsCommand({ logGroupName: group, limit: 10_001 })
    await assert.rejects(client.send(many), refused('InvalidParameterException', /less than or equal to 10000/))
    const broken = new FilterLogEventsCommand({ logGroupName: group, filterPattern: '{ $.a = ' })
    await assert.rejects(client.send(broken), refused('InvalidParameterException', /Invalid filter pattern/))
    const stream = new GetLogEventsCommand({ logGroupName: group, logStreamName: 'none' })
    await assert.rejects(client.send(stream), refused('ResourceNotFoundException', /The specified log stream does not/))
    const key = door.addKey('AKIASHY', { policy: [] })
    const shy = new CloudWatchLogsClient({ endpoint: door.endpoint, region: 'us-east-1', credentials: key })
    await assert.rejects(
      shy.send(new FilterLogEventsCommand({ logGroupName: group })),
      refused('AccessDeniedException', /not authorized to perform: logs:FilterLogEvents on resource: arn:aws:logs:/),
    )
    shy.destroy()
  })
})
