import { randomUUID } from 'node:crypto'
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge'
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs'
import { servicePatience } from '../../base/service-patience.ts'
import { parseArn } from '../../lambda/arn.ts'
import { busEntry, objectKey } from './envelopes.ts'
import type { Parcel, Target } from './target.ts'

export interface AwsTargetParts {
  /** Of a service (`SQS`, `SNS`, …); without one it is AWS's own. */
  endpointOf: (service: string) => string | undefined
  patience?: typeof servicePatience
  now(): number
  /** A function is invoked as an event of its own. */
  invoke(arn: string, parcel: Parcel): Promise<void>
}

/** Queues, topics, buses and buckets by AWS's own clients. */
export class AwsTarget implements Target {
  readonly #parts: AwsTargetParts
  readonly #clients = new Map<string, unknown>()

  constructor(parts: AwsTargetParts) {
    this.#parts = parts
  }

  async send(arn: string, parcel: Parcel): Promise<void> {
    const { account, region, resource, service } = parseArn(arn) ?? {
      account: '',
      region: '',
      resource: '',
      service: '',
    }
    switch (service) {
      case 'sqs':
        return await this.#queue({ account, region, name: resource }, parcel)
      case 'sns': {
        const client = this.#client('SNS', SNSClient, region)
        await client.send(
          new PublishCommand({ TopicArn: arn, Message: parcel.body, MessageAttributes: parcel.attributes }),
        )
        return
      }
      case 'events':
        return await this.#bus(arn, region, parcel)
      case 's3':
        return await this.#bucket(resource, parcel)
      case 'lambda':
        return await this.#parts.invoke(arn, parcel)
      default:
        throw new Error(`${arn} is no place that can be told`)
    }
  }

  async #queue({ account, name, region }: { account: string; name: string; region: string }, parcel: Parcel) {
    const endpoint = this.#parts.endpointOf('SQS') ?? `https://sqs.${region}.amazonaws.com`
    const { traceId } = parcel.outcome.event
    await this.#client('SQS', SQSClient, region).send(
      new SendMessageCommand({
        QueueUrl: `${endpoint.replace(/\/$/, '')}/${account}/${name}`,
        MessageBody: parcel.body,
        MessageAttributes: parcel.attributes,
        ...(traceId && { MessageSystemAttributes: { AWSTraceHeader: { DataType: 'String', StringValue: traceId } } }),
      }),
    )
  }

  async #bus(arn: string, region: string, { body, outcome }: Parcel): Promise<void> {
    const { FailedEntryCount, Entries } = await this.#client('EVENTBRIDGE', EventBridgeClient, region).send(
      new PutEventsCommand({ Entries: [busEntry(arn, outcome, body)] }),
    )
    if (FailedEntryCount) throw new Error(Entries?.[0]?.ErrorMessage ?? 'the bus did not take the event')
  }

  async #bucket(bucket: string, { body, outcome }: Parcel): Promise<void> {
    const key = objectKey(outcome, this.#parts.now(), randomUUID())
    await this.#client('S3', S3Client, outcome.event.region).send(
      new PutObjectCommand({ Bucket: bucket, Key: key, Body: body, ContentType: 'application/json' }),
    )
  }

  #client<Client>(service: string, kind: new (options: object) => Client, region: string): Client {
    const key = `${service}/${region}`
    let client = this.#clients.get(key) as Client | undefined
    if (!client) {
      const options = {
        region: region || 'us-east-1',
        forcePathStyle: true,
        requestHandler: this.#parts.patience ?? servicePatience,
      }
      client = new kind({ ...options, ...clientOptions(this.#parts.endpointOf(service)) })
      this.#clients.set(key, client)
    }
    return client
  }
}

/** AWS's own services want real credentials; whatever else speaks their protocols mostly takes any. */
export function clientOptions(endpoint: string | undefined): object {
  if (endpoint === undefined) return {}
  if (process.env.AWS_ACCESS_KEY_ID) return { endpoint }
  return { endpoint, credentials: { accessKeyId: 'roost', secretAccessKey: 'roost' } }
}
