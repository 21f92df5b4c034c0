import {
  DeleteMessageBatchCommand,
  GetQueueAttributesCommand,
  GetQueueUrlCommand,
  ReceiveMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs'
import { servicePatience } from '../../base/service-patience.ts'
import { parseArn } from '../../lambda/arn.ts'
import type { SqsMessage } from './sqs-message.ts'
import type { QueueConnector } from './sqs-poller.ts'

const deleteMax = 10
/** Stand-ins do not all notice that a waiting receiver has gone: it would take messages with it. */
const standInWaitSecondsMax = 2

/** A queue by AWS's own client, wherever the endpoint is. */
export class SqsConnector implements QueueConnector {
  readonly #client: SQSClient
  readonly #arn: { account: string; name: string }
  readonly #endpoint: string | undefined
  #url: Promise<string> | undefined

  constructor(arn: string, { endpoint, options }: { endpoint?: string; options: object }) {
    const { account, region, resource } = parseArn(arn)!
    this.#arn = { account, name: resource }
    this.#endpoint = endpoint
    this.#client = new SQSClient({ region, requestHandler: servicePatience, ...options })
  }

  async receive(max: number, waitSeconds: number, abortSignal: AbortSignal): Promise<SqsMessage[]> {
    const standsIn = this.#endpoint !== undefined
    const { Messages = [] } = await this.#client.send(
      new ReceiveMessageCommand({
        QueueUrl: await this.#queueUrl(),
        MaxNumberOfMessages: max,
        WaitTimeSeconds: standsIn ? Math.min(waitSeconds, standInWaitSecondsMax) : waitSeconds,
        MessageSystemAttributeNames: ['All'],
        MessageAttributeNames: ['All'],
      }),
      standsIn ? {} : { abortSignal },
    )
    return Messages.map((message) => ({ Attributes: {}, ...message }) as SqsMessage)
  }

  async remove(messages: readonly SqsMessage[]): Promise<void> {
    for (let at = 0; at < messages.length; at += deleteMax) {
      const Entries = messages
        .slice(at, at + deleteMax)
        .map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle }))
      await this.#client.send(new DeleteMessageBatchCommand({ QueueUrl: await this.#queueUrl(), Entries }))
    }
  }

  async visibilityTimeoutSeconds(): Promise<number> {
    const { Attributes } = await this.#client.send(
      new GetQueueAttributesCommand({ QueueUrl: await this.#queueUrl(), AttributeNames: ['VisibilityTimeout'] }),
    )
    return Number(Attributes?.VisibilityTimeout ?? 30)
  }

  /** A stand-in is addressed as it is; AWS tells where a queue is. A queue that was not there may be now. */
  async #queueUrl(): Promise<string> {
    const { account, name } = this.#arn
    if (this.#endpoint !== undefined) return `${this.#endpoint.replace(/\/$/, '')}/${account}/${name}`
    this.#url ??= this.#client
      .send(new GetQueueUrlCommand({ QueueName: name, QueueOwnerAWSAccountId: account }))
      .then(({ QueueUrl }) => QueueUrl!)
    this.#url.catch(() => (this.#url = undefined))
    return await this.#url
  }
}
