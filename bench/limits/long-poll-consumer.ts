import { createSocket } from 'node:dgram'
import { DeleteMessageCommand, ReceiveMessageCommand, SQSClient } from '@aws-sdk/client-sqs'

/** The least that can take a queue's messages: one long poll after the other. `long-poll-consumer.ts ENDPOINT URL PORT`, told over UDP. */
const [endpoint = '', QueueUrl = '', port = ''] = process.argv.slice(2)
const socket = createSocket('udp4')
const credentials = { accessKeyId: 'any', secretAccessKey: 'any' }
const sqs = new SQSClient({ endpoint, region: 'us-east-1', credentials })
process.stdout.write(`${JSON.stringify({ port: Number(port) })}\n`)
for (;;) {
  const { Messages = [] } = await sqs.send(new ReceiveMessageCommand({ QueueUrl, WaitTimeSeconds: 20 }))
  for (const { Body = '', ReceiptHandle } of Messages) {
    socket.send(Body, Number(port), '127.0.0.1')
    await sqs.send(new DeleteMessageCommand({ QueueUrl, ReceiptHandle }))
  }
}
