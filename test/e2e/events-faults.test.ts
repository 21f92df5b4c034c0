import assert from 'node:assert/strict'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import {
  DeleteFunctionCommand,
  InvokeCommand,
  LambdaClient,
  PutFunctionConcurrencyCommand,
  PutFunctionEventInvokeConfigCommand,
} from '@aws-sdk/client-lambda'
import { CreateQueueCommand, GetQueueAttributesCommand, SQSClient } from '@aws-sdk/client-sqs'
import { onThisDisk, type StartedRoost, startRoost } from './harness/start-roost.ts'
import { until } from './harness/until.ts'

const events = 40

describe('what happens to a function while its queue is full', () => {
  let roost: StartedRoost
  let folder: string
  let lambda: LambdaClient
  let sqs: SQSClient

  before(async () => {
    roost = await startRoost({ words: ['--services', ...onThisDisk] })
    folder = mkdtempSync('/var/tmp/roost-faults-')
    const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } = roost.environment
    const options = { endpoint: roost.endpoint, region: 'us-east-1', credentials: { accessKeyId, secretAccessKey } }
    lambda = new LambdaClient(options)
    sqs = new SQSClient(options)
  })
  after(async () => {
    lambda?.destroy()
    sqs?.destroy()
    await roost?.remove()
    rmSync(folder, { recursive: true, force: true })
  })

  /** Writes down which code ran which event, a tenth of a second each. */
  async function deploy(name: string, code: number): Promise<void> {
    mkdirSync(join(folder, name), { recursive: true })
    const source = `import { appendFileSync } from 'node:fs'
export const handler = async (event) => {
  appendFileSync(${JSON.stringify(join(folder, `${name}.log`))}, event.n + ' ${code}\\n')
  await new Promise((resolve) => setTimeout(resolve, 100))
}
`
    writeFileSync(join(folder, name, 'index.mjs'), source)
    const { status, stderr } = await roost.roost('deploy', join(folder, name), '--name', name)
    assert.equal(status, 0, stderr)
  }
  const reserve = (FunctionName: string, ReservedConcurrentExecutions: number) =>
    lambda.send(new PutFunctionConcurrencyCommand({ FunctionName, ReservedConcurrentExecutions }))
  const send = (FunctionName: string, from = 0) =>
    Promise.all(
      Array.from({ length: events }, (_, at) => from + at).map((n) =>
        lambda.send(new InvokeCommand({ FunctionName, InvocationType: 'Event', Payload: JSON.stringify({ n }) })),
      ),
    )
  const runs = (name: string): string[] => {
    const path = join(folder, `${name}.log`)
    return existsSync(path) ? readFileSync(path, 'utf8').split('\n').filter(Boolean) : []
  }
  const counts = async () =>
    (JSON.parse((await roost.roost('queues', '--json')).stdout) as { counts: Record<string, number> }).counts

  test('the events process is stopped for longer than anybody waits for it, and goes on', async (t) => {
    await deploy('stopped', 1)
    await send('stopped')
    await until('some have run', () => runs('stopped').length >= 5)
    const { processes } = JSON.parse((await roost.roost('status', '--json')).stdout) as {
      processes: { name: string; pid: number }[]
    }
    const { pid } = processes.find(({ name }) => name === 'events')!
    process.kill(pid, 'SIGSTOP')
    // Answered once the line counts as dead: from then on the front door keeps events itself.
    await send('stopped', events).finally(() => process.kill(pid, 'SIGCONT'))
    const numbers = () => new Set(runs('stopped').map((line) => line.split(' ')[0]))
    // What was on its way is tried again with Lambda's back-off.
    await until('all have run', () => numbers().size === 2 * events, 60_000)
    await until('nothing waits', async () => (await roost.roost('queues')).stdout.startsWith('no event waits'))
    const twice = runs('stopped').length - 2 * events
    t.diagnostic(`${2 * events} accepted, 0 lost, ${twice} run twice`)
    assert.ok(twice <= events, 'only what was on its way when the line died')
  })

  test('new code: what waits runs with it, each event once', async (t) => {
    await deploy('updated', 1)
    await reserve('updated', 1)
    await send('updated')
    await until('some have run', () => runs('updated').length >= 5)
    await deploy('updated', 2)
    await until('all have run', () => runs('updated').length >= events)
    const byCode = Map.groupBy(runs('updated'), (line) => line.split(' ')[1]!)
    const numbers = new Set(runs('updated').map((line) => line.split(' ')[0]))
    t.diagnostic(
      `${events} accepted, ${events - numbers.size} lost, ${runs('updated').length - numbers.size} run twice`,
    )
    assert.deepEqual([numbers.size, runs('updated').length], [events, events])
    assert.ok(byCode.get('2')!.length > 0)
  })

  test('deleted: what waits is counted as dropped, and nothing of it is left', async (t) => {
    await deploy('deleted', 1)
    await reserve('deleted', 1)
    const before = await counts()
    await send('deleted')
    await until('some have run', () => runs('deleted').length >= 3)
    await lambda.send(new DeleteFunctionCommand({ FunctionName: 'deleted' }))
    await until('nothing waits', async () => (await roost.roost('queues')).stdout.startsWith('no event waits'))
    const after = await counts()
    const ended = (name: string) => after[name]! - before[name]!
    t.diagnostic(`${events} accepted, ${ended('succeeded')} succeeded, ${ended('dropped')} dropped`)
    assert.equal(ended('succeeded') + ended('failed') + ended('dropped'), events)
    assert.ok(ended('dropped') > 0)
  })

  test('turned off: what waits is told of as such, each event once', async (t) => {
    await deploy('off', 1)
    await reserve('off', 1)
    const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'told' }))
    await lambda.send(
      new PutFunctionEventInvokeConfigCommand({
        FunctionName: 'off',
        DestinationConfig: { OnFailure: { Destination: 'arn:aws:sqs:us-east-1:000000000000:told' } },
      }),
    )
    await send('off')
    await until('some have run', () => runs('off').length >= 3)
    await reserve('off', 0)
    const told = async () => {
      const AttributeNames = ['ApproximateNumberOfMessages' as const]
      const { Attributes } = await sqs.send(new GetQueueAttributesCommand({ QueueUrl, AttributeNames }))
      return Number(Attributes!.ApproximateNumberOfMessages)
    }
    await until('all have run or are told of', async () => runs('off').length + (await told()) >= events)
    t.diagnostic(`${events} accepted, ${runs('off').length} ran, ${await told()} told`)
    assert.equal(runs('off').length + (await told()), events)
  })
})
