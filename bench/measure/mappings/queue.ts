import {
  CreateQueueCommand,
  DeleteMessageBatchCommand,
  ReceiveMessageCommand,
  SendMessageBatchCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import type { MeasuredRoost } from '../../measured-roost.ts'
import { inPairs } from '../../pairs.ts'
import { pairedRow, type Row } from '../../report.ts'
import { Passage, passageThrough } from './passage.ts'

const messages = 2_000
/** As many as a mapping begins with. */
const receivers = 5

/** Messages a second to a function that does nothing, in batches of ten, against receiving and deleting them. */
export async function measureQueue(bench: string, roost: MeasuredRoost, endpoint: string): Promise<Row[]> {
  const credentials = { accessKeyId: 'any', secretAccessKey: 'any' }
  const sqs = new SQSClient({ endpoint, region: 'us-east-1', credentials })
  const { QueueUrl } = await sqs.send(new CreateQueueCommand({ QueueName: 'bench' }))
  const settings = { FunctionName: 'taker', EventSourceArn: 'arn:aws:sqs:us-east-1:000000000000:bench', BatchSize: 10 }
  const pairs = await inPairs(
    4,
    async () => {
      await fill(sqs, QueueUrl!)
      return passageThrough(roost, { settings, count: 'deleted', total: messages })
    },
    async () => {
      await fill(sqs, QueueUrl!)
      return receiveAll(sqs, QueueUrl!)
    },
  )
  sqs.destroy()
  const head = { bench, metric: 'messages of a queue, batches of 10', unit: '/s', goal: '>= 0.7' }
  return [pairedRow(head, pairs, (perSecond) => perSecond)]
}

async function fill(sqs: SQSClient, QueueUrl: string): Promise<void> {
  const MessageBody = JSON.stringify({ word: 'x'.repeat(200) })
  const Entries = Array.from({ length: 10 }, (_, n) => ({ Id: String(n), MessageBody }))
  for (let sent = 0; sent < messages; sent += 200)
    await Promise.all(Array.from({ length: 20 }, () => sqs.send(new SendMessageBatchCommand({ QueueUrl, Entries }))))
}

async function receiveAll(sqs: SQSClient, QueueUrl: string): Promise<number> {
  const passage = new Passage(messages)
  let through = 0
  const receive = async () => {
    while (through < messages) {
      const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, MaxNumberOfMessages: 10 }))
      if (Messages.length === 0) continue
      const Entries = Messages.map(({ ReceiptHandle }, n) => ({ Id: String(n), ReceiptHandle }))
      await sqs.send(new DeleteMessageBatchCommand({ QueueUrl, Entries }))
      passage.saw((through += Messages.length))
    }
  }
  await Promise.all(Array.from({ length: receivers }, receive))
  return passage.perSecond
}
