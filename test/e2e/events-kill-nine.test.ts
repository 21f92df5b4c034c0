import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda'
import { integerBelow, SeededRandom } from '../../src/base/random.ts'
import { onThisDisk, type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

/** A longer run: ROOST_KILLS=200. */
const rounds = Number(process.env.ROOST_KILLS ?? 6)
const seed = process.env.ROOST_SEED ?? 'events'

describe(`events under load, ${rounds} kills (seed ${seed})`, () => {
  let roost: StartedRoost
  let folder: string
  let lambda: LambdaClient
  const random = new SeededRandom(seed)

  before(async () => {
    roost = await startRoost({ words: onThisDisk })
    folder = mkdtempSync('/var/tmp/roost-kill-')
    mkdirSync(join(folder, 'recorder'))
    const seen = JSON.stringify(join(folder, 'seen'))
    writeFileSync(
      join(folder, 'recorder', 'index.mjs'),
      `import { appendFileSync } from 'node:fs'
export const handler = async (event, { awsRequestId }) => appendFileSync(${seen}, awsRequestId + '\\n')
`,
    )
    writeFileSync(join(folder, 'seen'), '')
    assert.equal((await roost.roost('deploy', join(folder, 'recorder'))).status, 0)
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const credentials = { accessKeyId, secretAccessKey }
    lambda = new LambdaClient({ endpoint: roost.endpoint, region: 'us-east-1', credentials, maxAttempts: 1 })
  })
  after(async () => {
    lambda?.destroy()
    await roost?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  async function kill(name: string): Promise<void> {
    const status = await roost.roost('status', '--json')
    if (status.status !== 0) return
    const { processes } = JSON.parse(status.stdout) as { processes: { name: string; pid: number }[] }
    const pid = processes.find((each) => each.name === name)?.pid
    try {
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
    } catch {
      // It is down still from the last round.
    }
  }

  test('nothing that was acknowledged is lost', async (t) => {
    const acknowledged: string[] = []
    let sending = true
    const sender = async () => {
      while (sending) {
        try {
          const answer = await lambda.send(new InvokeCommand({ FunctionName: 'recorder', InvocationType: 'Event' }))
          acknowledged.push(answer.$metadata.requestId!)
        } catch {
          // Not acknowledged: its sender knows. The front door may be away for a moment.
          await sleep(10)
        }
      }
    }
    const senders = Array.from({ length: 4 }, sender)
    try {
      for (let round = 0; round < rounds; round++) {
        const enough = acknowledged.length + 20 + integerBelow(random, 100)
        await until(`events are accepted in round ${round}`, () => acknowledged.length >= enough, 40_000)
        await kill(random.next() < 0.7 ? 'events' : 'data')
      }
      const enough = acknowledged.length + 20
      await until('events are accepted again', () => acknowledged.length >= enough, 40_000)
    } finally {
      sending = false
      await Promise.all(senders)
    }

    const ran = () => readFileSync(join(folder, 'seen'), 'utf8').split('\n').filter(Boolean)
    const lost = () => {
      const seen = new Set(ran())
      return acknowledged.filter((id) => !seen.has(id))
    }
    await until('all have run', () => lost().length === 0, 60_000)
    const runs = ran()
    const duplicates = runs.length - new Set(runs).size
    t.diagnostic(`${acknowledged.length} acknowledged, 0 lost, ${duplicates} run twice`)
    assert.ok(duplicates <= rounds * 600, 'only what was in flight runs twice')
  })
})
