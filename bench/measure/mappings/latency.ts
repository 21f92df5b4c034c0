import { createSocket } from 'node:dgram'
import { once } from 'node:events'
import { setTimeout as sleep } from 'node:timers/promises'
import { CreateQueueCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { startLimit } from '../../limits/start-limit.ts'
import { type MeasuredRoost, nodeFolder } from '../../measured-roost.ts'
import { inPairs } from '../../pairs.ts'
import { pairedRow, type Row } from '../../report.ts'

/** So far apart that nothing is under way when a message comes, and near enough that its environment is not frozen. */
const calmMs = 60
const count = 25

/** From sending a message to the handler that has it, at low load, against a program that receives and deletes messages. */
export async function measureLatency(bench: string, roost: MeasuredRoost, endpoint: string): Promise<Row[]> {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' }
  const sqs = new SQSClient({ endpoint, region: 'us-east-1', credentials })
  const queue = async (QueueName: string) => (await sqs.send(new CreateQueueCommand({ QueueName }))).QueueUrl!
  const ear = await openEar()
  const bareUrl = await queue('bare')
  const limit = await startLimit('long-poll-consumer', endpoint, bareUrl, String(ear.port))
  try {
    const url = await queue('mapped')
    await mapQueue(roost, ear.port)
    const through = (QueueUrl: string) => async () => {
      await sleep(calmMs)
      const MessageBody = `message ${Math.random()}`
      const heard = ear.hears(MessageBody)
      const from = performance.now()
      await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody }))
      await heard
      return performance.now() - from
    }
    for (const each of [url, bareUrl]) for (let warm = 0; warm < 5; warm++) await through(each)()
    const pairs = await inPairs(count, through(url), through(bareUrl))
    const head = { bench, metric: 'a message from sender to handler, p50', unit: 'ms', goal: '<= 1.5' }
    return [pairedRow(head, pairs, (ms) => ms)]
  } finally {
    limit.stop()
    ear.close()
    sqs.destroy()
  }
}

async function mapQueue(roost: MeasuredRoost, port: number): Promise<void> {
  const variables = { TELL_PORT: String(port) }
  await roost.createFunctions(['tell'], { folder: nodeFolder, handler: 'tell.handler', variables })
  const settings = { FunctionName: 'tell', EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:mapped' }
  const path = '/2015-03-31/event-source-mappings'
  await roost.call({ method: 'POST', path, body: JSON.stringify(settings) })
}

/** What is told over UDP. */
async function openEar() {
  const socket = createSocket('udp4')
  const waiting = new Map<string, () => void>()
  socket.on('message', (text) => waiting.get(text.toString())?.())
  socket.bind(0, '127.0.0.1')
  await once(socket, 'listening')
  return {
    port: socket.address().port,
    hears: (text: string) => new Promise<void>((resolve) => waiting.set(text, resolve)),
    close: () => socket.close(),
  }
}
