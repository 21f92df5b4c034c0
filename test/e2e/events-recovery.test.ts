import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { openSqliteEventQueues } from '../../src/engines/sqlite/event-queues.io.ts'
import { onThisDisk, type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

const backlog = 400

describe('a Roost that was away for ten minutes, with events waiting', () => {
  let roost: StartedRoost
  let folder: string

  before(async () => {
    roost = await startRoost({ words: onThisDisk })
    folder = mkdtempSync('/var/tmp/roost-recovery-')
    mkdirSync(join(folder, 'recorder'))
    const log = JSON.stringify(join(folder, 'log'))
    writeFileSync(
      join(folder, 'recorder', 'index.mjs'),
      `import { appendFileSync } from 'node:fs'
export const handler = async ({ of }) => appendFileSync(${log}, of + '\\n')
`,
    )
    const { status, stderr } = await roost.roost('deploy', join(folder, 'recorder'))
    assert.equal(status, 0, stderr)
    await roost.stop()
    await leaveBacklog(roost.dataDirectory)
    roost = await startRoost({ dataDirectory: roost.dataDirectory, words: onThisDisk })
  })
  after(async () => {
    await roost?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  /** As the events process leaves them when it ends. */
  async function leaveBacklog(dataDirectory: string): Promise<void> {
    const queues = openSqliteEventQueues(join(dataDirectory, 'events.sqlite'))
    const acceptedAt = Date.now() - 600_000
    await queues.append(
      Array.from({ length: backlog }, (_, at) => {
        const requestId = `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`
        const head = { account: '000000000000', region: 'us-east-1', functionName: 'recorder', requestId }
        const payload = Buffer.from(JSON.stringify({ of: `old-${at}` }))
        return { queue: `shared-00${at % 8}`, id: requestId, head: JSON.stringify(head), payload, acceptedAt }
      }),
    )
    queues.close()
  }

  const ran = () => {
    const path = join(folder, 'log')
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []
  }

  test('begins with a few, runs what is new before most of what is old, and comes to its end', async (t) => {
    const report = JSON.parse((await roost.roost('queues', '--json')).stdout) as { recovery: { phase: string } }
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const credentials = { accessKeyId, secretAccessKey }
    const lambda = new LambdaClient({ endpoint: roost.endpoint, region: 'us-east-1', credentials })
    for (let at = 0; at < 5; at++) {
      const Payload = JSON.stringify({ of: `new-${at}` })
      await lambda.send(new InvokeCommand({ FunctionName: 'recorder', InvocationType: 'Event', Payload }))
    }
    lambda.destroy()
    await until('all have run', () => ran().length >= backlog + 5, 60_000)
    const order = ran()
    const behind = order.length - 1 - order.findLastIndex((of) => of.startsWith('new'))
    t.diagnostic(`at first: ${report.recovery.phase}; ${behind} of ${backlog} old events ran after all the new ones`)
    assert.notEqual(report.recovery.phase, 'open')
    assert.ok(behind > backlog / 4)
    assert.deepEqual([order.length, new Set(order).size], [backlog + 5, backlog + 5], 'each once')
    await until('nothing limits it any more', async () => {
      const { recovery } = JSON.parse((await roost.roost('queues', '--json')).stdout) as typeof report
      return recovery.phase === 'open'
    })
  })
})
